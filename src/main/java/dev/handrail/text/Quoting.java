package dev.handrail.text;

/** PostgreSQL's quoting of names and literals. */
public final class Quoting {
    private Quoting() {}

    /** {@code name} as a quoted identifier, whatever is in it. */
    public static String identifier(String name) {
        if (name.indexOf('\0') >= 0 || name.isEmpty()) {
            throw new IllegalArgumentException("no name: " + Escape.line(name));
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A possibly qualified name as the author writes it ({@code t}, {@code s.t}), each part quoted. */
    public static String qualified(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? identifier(name)
                : identifier(name.substring(0, dot)) + "." + identifier(name.substring(dot + 1));
    }

    /** {@code value} as a literal, the same under either setting of standard_conforming_strings. */
    public static String literal(String value) {
        String quoted = "'" + value.replace("'", "''") + "'";
        return value.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }
}
