package dev.handrail.validate;

import dev.handrail.runbook.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which samples of a page in Prometheus' text format are wanted.
 *
 * @param labels those that it has to have; it may have more
 */
public record Samples(String written, String name, Map<String, String> labels) {
    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(?:\\{(.*)})?(?:\\s+(\\S+)(?:\\s+-?[\\d.]+)?(?:\\s+#.*)?)?");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_]\\w*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?\\s*");

    /** The samples that are written as {@code name} or <code>name{label="value"}</code>; empty where that is no name. */
    public static Optional<Samples> parse(String written) {
        Matcher line = LINE.matcher(written.strip());
        if (!line.matches() || line.group(3) != null) {
            return Optional.empty();
        }
        return labels(line.group(2)).map(labels -> new Samples(written.strip(), line.group(1), labels));
    }

    private static Optional<Map<String, String>> labels(@Nullable String written) {
        Map<String, String> labels = new HashMap<>();
        String rest = written == null ? "" : written.strip();
        Matcher label = LABEL.matcher(rest);
        int at = 0;
        while (at < rest.length()) {
            if (!label.find(at) || label.start() != at) {
                return Optional.empty();
            }
            labels.put(label.group(1), label.group(2));
            at = label.end();
        }
        return Optional.of(labels);
    }

    /** A row for each that fits; a single value where there is one. */
    Reading in(String page) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        page.lines().filter(l -> l.startsWith(name)).forEach(l -> {
            Matcher line = LINE.matcher(l.strip());
            if (line.matches() && line.group(1).equals(name) && line.group(3) != null && fits(line.group(2))) {
                rows.add(Readings.row(line.group(2) == null ? "{}" : "{" + line.group(2) + "}", number(line.group(3))));
            }
        });
        if (rows.isEmpty()) {
            return Readings.NONE.fact(Single.WHY_NONE, "the page has no sample " + written);
        }
        return rows.size() == 1
                ? Reading.of(rows.get(0).get(1))
                        .fact("labels", String.valueOf(rows.get(0).get(0)))
                : Reading.rows(List.of("labels", "value"), rows);
    }

    private boolean fits(@Nullable String there) {
        return labels(there)
                .filter(known ->
                        labels.entrySet().stream().allMatch(l -> l.getValue().equals(known.get(l.getKey()))))
                .isPresent();
    }

    private static Object number(String text) {
        try {
            return Double.valueOf(text.replaceFirst("^([+-]?)Inf$", "$1Infinity"));
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
