package dev.handrail.text.psql;

import dev.handrail.problem.Position;
import org.jspecify.annotations.Nullable;

/**
 * Text that is scanned: a line of a file, or the value of a variable in its place.
 *
 * @param line null for a value
 * @param place where a value is asked for
 * @param name the variable; empty for a line
 * @param outer what the value is inserted into; null for a line
 */
record Span(
        String text,
        @Nullable Line line,
        Position place,
        String name,
        @Nullable Span outer) {
    static Span of(Line line) {
        return new Span(line.text(), line, line.at(0), "", null);
    }

    Span value(String variable, String value, int index) {
        return new Span(value, null, at(index), variable, this);
    }

    Position at(int index) {
        return line == null ? place : line.at(index);
    }

    boolean asWritten() {
        return line != null;
    }

    /** True where {@code variable} is being inserted already: then it is not inserted into itself. */
    boolean within(String variable) {
        return name.equals(variable) && line == null || outer != null && outer.within(variable);
    }
}
