package dev.handrail.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text in which {@code {column}} stands for a row's value. Braces around anything but a plain name are literal, so a
 * hash tag can be written around a column: {@code {{tenant}}:users}.
 *
 * @param pieces literals at even places, columns at odd ones
 */
public record Template(String written, List<String> pieces) {
    private static final Pattern COLUMN = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_$]*)}");

    public Template {
        pieces = List.copyOf(pieces);
    }

    public static Template of(String written) {
        List<String> pieces = new ArrayList<>();
        Matcher column = COLUMN.matcher(written);
        int at = 0;
        while (column.find()) {
            pieces.add(written.substring(at, column.start()));
            pieces.add(column.group(1));
            at = column.end();
        }
        pieces.add(written.substring(at));
        return new Template(written, pieces);
    }

    /** The columns it needs, in the order in which they are named. */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        for (int i = 1; i < pieces.size(); i += 2) {
            columns.add(pieces.get(i));
        }
        return columns;
    }

    /** The text for one row; empty where a column that it needs is null there. */
    public Optional<String> fill(Function<String, @Nullable String> row) {
        if (pieces.size() == 1) {
            return Optional.of(written);
        }
        StringBuilder text = new StringBuilder(pieces.get(0));
        for (int i = 1; i < pieces.size(); i += 2) {
            String value = row.apply(pieces.get(i));
            if (value == null) {
                return Optional.empty();
            }
            text.append(value).append(pieces.get(i + 1));
        }
        return Optional.of(text.toString());
    }

    /** A glob that every text made from this template matches: literals as they are, {@code *} for each column. */
    public String glob() {
        StringBuilder glob = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            glob.append(i % 2 == 1 ? "*" : pieces.get(i).replaceAll("([*?\\[\\]\\\\^])", "\\\\$1"));
        }
        return glob.toString().replaceAll("\\*{2,}", "*");
    }
}
