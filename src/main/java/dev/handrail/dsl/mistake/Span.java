package dev.handrail.dsl.mistake;

/** A piece of one source line; line and column start at 1, line 0 where the whole file is meant. */
public record Span(int line, int column, int length) {
    public static final Span FILE = new Span(0, 0, 0);
}
