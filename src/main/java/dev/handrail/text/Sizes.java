package dev.handrail.text;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as people write them: {@code 512kB 512MB 2GB}, in steps of 1024 as PostgreSQL counts. */
public final class Sizes {
    private static final List<String> UNITS = List.of("b", "kb", "mb", "gb", "tb");
    private static final List<String> SHOWN = List.of("bytes", "kB", "MB", "GB", "TB");
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,12})\\s*([kmgt]?b)", Pattern.CASE_INSENSITIVE);

    private Sizes() {}

    /** The size in bytes written as {@code text}, or empty where it is none. */
    public static OptionalLong parse(String text) {
        Matcher written = WRITTEN.matcher(text.trim());
        if (!written.matches()) {
            return OptionalLong.empty();
        }
        int power = UNITS.indexOf(written.group(2).toLowerCase(Locale.ROOT));
        long number = Long.parseLong(written.group(1));
        long unit = 1L << (10 * power);
        return number > Long.MAX_VALUE / unit ? OptionalLong.empty() : OptionalLong.of(number * unit);
    }

    public static String show(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < SHOWN.size() - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || size >= 100 ? "%.0f %s" : "%.1f %s", size, SHOWN.get(unit));
    }
}
