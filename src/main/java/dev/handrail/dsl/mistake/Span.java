package dev.handrail.dsl.mistake;

/**
 * A piece of one source line; line and column start at 1, line 0 where the whole file is meant. In a runbook of several
 * files the lines are counted through all of them ({@link Texts}).
 */
public record Span(int line, int column, int length) {
    public static final Span FILE = new Span(0, 0, 0);

    /** This piece, so many lines further down. */
    public Span down(int lines) {
        return lines == 0 ? this : new Span(line + lines, column, length);
    }
}
