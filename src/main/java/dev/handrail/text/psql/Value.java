package dev.handrail.text.psql;

import java.util.regex.Pattern;

/**
 * A variable's value.
 *
 * @param computed true where it does not stand in a file but was given from outside, perhaps by an operator
 */
public record Value(String text, boolean computed) {
    private static final Pattern PLAIN = Pattern.compile("-?[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+)*");

    public static Value written(String text) {
        return new Value(text, false);
    }

    /** True where it may become a part of SQL without quotes: nothing computed does, unless it is a number or a plain name. */
    boolean mayBeRaw() {
        return !computed || PLAIN.matcher(text).matches();
    }
}
