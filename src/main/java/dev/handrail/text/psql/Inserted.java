package dev.handrail.text.psql;

import dev.handrail.text.Quoting;

/** Values as psql's library quotes them. */
final class Inserted {
    private Inserted() {}

    /** A blank stands before {@code E'…'}, so that it does not become part of a word. */
    static String literal(String value) {
        String quoted = Quoting.literal(value);
        return quoted.startsWith("E") ? " " + quoted : quoted;
    }
}
