package dev.handrail.shell.query;

import dev.handrail.text.Escape;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Redis replied, as redis-cli shows it.
 *
 * @param command in lower case: of some, parts are not shown or lines are kept
 */
record Reply(String command, @Nullable Object value) {
    private static final Pattern SECRET = Pattern.compile("(?i).*(pass|auth|secret).*");

    List<String> lines() {
        boolean prose = value instanceof String && command.matches("(info|(client|cluster|memory|latency) \\w+).*");
        if (prose) {
            return String.valueOf(value).strip().lines().map(Escape::line).toList();
        }
        List<String> lines = new ArrayList<>();
        add(lines, "", "", command.equals("config get") ? masked(value) : value);
        return lines;
    }

    private static @Nullable Object masked(@Nullable Object value) {
        if (!(value instanceof List<?> all)) {
            return value;
        }
        List<@Nullable Object> shown = new ArrayList<>(all);
        for (int i = 0; i + 1 < shown.size(); i += 2) {
            if (SECRET.matcher(String.valueOf(shown.get(i))).matches()) {
                shown.set(i + 1, "(not shown)");
            }
        }
        return shown;
    }

    private static void add(List<String> lines, String first, String other, @Nullable Object value) {
        if (value instanceof List<?> items) {
            if (items.isEmpty()) {
                lines.add(first + "(empty)");
            }
            int digits = String.valueOf(items.size()).length();
            for (int i = 0; i < items.size(); i++) {
                String number = String.valueOf(i + 1);
                String mark = " ".repeat(digits - number.length()) + number + ") ";
                add(lines, (i == 0 ? first : other) + mark, other + " ".repeat(mark.length()), items.get(i));
            }
        } else {
            lines.add(first + shown(value));
        }
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "(nil)";
        }
        return value instanceof Number
                ? "(integer) " + value
                : "\"" + Escape.line(String.valueOf(value)).replace("\"", "\\\"") + "\"";
    }
}
