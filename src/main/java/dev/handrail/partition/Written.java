package dev.handrail.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values in a bound as the server writes it. */
final class Written {
    private static final Pattern VALUE = Pattern.compile("E?'((?:[^']|'')*)'|([^\\s,()']+)");
    private static final Pattern LIST = Pattern.compile("FOR VALUES IN \\((.*)\\)", Pattern.DOTALL);
    private static final Pattern RANGE = Pattern.compile("FOR VALUES FROM \\((.*)\\) TO \\((.*)\\)", Pattern.DOTALL);
    private static final Pattern HASH = Pattern.compile("FOR VALUES WITH \\(modulus (\\d+), remainder (\\d+)\\)");

    private Written() {}

    /** The values of a list partition; null stands for rows without one. */
    static List<@Nullable String> list(String bound) {
        Matcher list = matched(LIST, bound);
        return values(list.group(1));
    }

    static Shares.Ranges.Ends range(String bound) {
        Matcher range = matched(RANGE, bound);
        return new Shares.Ranges.Ends(end(range.group(1)), end(range.group(2)));
    }

    private static @Nullable String end(String text) {
        return text.equals("MINVALUE") || text.equals("MAXVALUE")
                ? null
                : values(text).get(0);
    }

    static Share.Remainder remainder(String bound) {
        Matcher hash = matched(HASH, bound);
        return new Share.Remainder(Integer.parseInt(hash.group(1)), Integer.parseInt(hash.group(2)));
    }

    private static List<@Nullable String> values(String text) {
        List<@Nullable String> values = new ArrayList<>();
        Matcher value = VALUE.matcher(text);
        while (value.find()) {
            String quoted = value.group(1);
            values.add(quoted != null ? unquoted(value.group(), quoted) : bare(value.group(2)));
        }
        return values;
    }

    private static String unquoted(String whole, String quoted) {
        String text = quoted.replace("''", "'");
        return whole.startsWith("E") ? text.replace("\\\\", "\\") : text;
    }

    private static @Nullable String bare(String word) {
        return word.equals("NULL") ? null : word;
    }

    private static Matcher matched(Pattern pattern, String bound) {
        Matcher matcher = pattern.matcher(bound);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no such bound: " + bound);
        }
        return matcher;
    }
}
