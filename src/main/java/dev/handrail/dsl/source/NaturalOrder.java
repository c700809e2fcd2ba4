package dev.handrail.dsl.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order that people give files by their names: {@code 2-x} before {@code 10-x}. */
public final class NaturalOrder {
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private static final int WIDTH = 20;

    private NaturalOrder() {}

    /** {@code all} in the order of their names. */
    public static <T> List<T> of(Collection<T> all, Function<T, String> name) {
        record Keyed<T>(String key, T one) {}
        return all.stream()
                .map(one -> new Keyed<>(key(name.apply(one)), one))
                .sorted(Comparator.comparing(Keyed::key))
                .map(Keyed::one)
                .toList();
    }

    /** A text that sorts as the name should: every number at the same width. */
    private static String key(String name) {
        Matcher digits = DIGITS.matcher(name);
        StringBuilder key = new StringBuilder();
        while (digits.find()) {
            String number = plain(digits.group());
            digits.appendReplacement(key, "0".repeat(Math.max(0, WIDTH - number.length())) + number);
        }
        return digits.appendTail(key).append('\0').append(name).toString();
    }

    private static String plain(String digits) {
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }
}
