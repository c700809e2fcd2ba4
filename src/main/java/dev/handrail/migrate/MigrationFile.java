package dev.handrail.migrate;

import dev.handrail.text.SqlText;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One migration file, read when the runbook was loaded.
 *
 * @param name its file name, which is its identity in the history
 * @param digest SHA-256 of its bytes
 */
public record MigrationFile(String name, String digest, SqlText sql) {
    /** By name as people count: numbers in it by their value, so that {@code 10.sql} comes after {@code 9.sql}. */
    public static final Comparator<String> IN_ORDER = MigrationFile::compared;

    private static final Pattern BETWEEN_DIGITS_AND_TEXT = Pattern.compile("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");

    private static int compared(String a, String b) {
        List<String> left = List.of(BETWEEN_DIGITS_AND_TEXT.split(a));
        List<String> right = List.of(BETWEEN_DIGITS_AND_TEXT.split(b));
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = pieces(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        int shorter = Integer.compare(left.size(), right.size());
        return shorter != 0 ? shorter : a.compareTo(b);
    }

    private static int pieces(String a, String b) {
        boolean numbers = !a.isEmpty()
                && !b.isEmpty()
                && a.chars().allMatch(MigrationFile::digit)
                && b.chars().allMatch(MigrationFile::digit);
        return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }
}
