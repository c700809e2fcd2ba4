package dev.handrail.text.psql;

/** Follows a reader through a file: every byte of it is told, once and in order. */
public interface Trail {
    Trail NONE = (source, kind, to) -> {};

    /** What a piece of a file is to the reader. */
    enum Kind {
        /** Of a statement; pieces of one statement may have commands between them. */
        STATEMENT,
        /** Blanks and comments that belong to no statement. */
        BETWEEN,
        /** A command of psql's, or the rest of a line that has one. */
        COMMAND,
        ROWS,
        /** Left out: in a branch that is not taken, or behind {@code \q}. */
        SKIPPED
    }

    /** @param to the first byte behind what was read; it starts where the piece before it ended */
    void read(Source source, Kind kind, long to);
}
