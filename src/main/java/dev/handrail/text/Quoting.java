package dev.handrail.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** PostgreSQL's quoting of names and literals. */
public final class Quoting {
    /** The bytes of a name that PostgreSQL keeps; what is longer it cuts off with a mere notice. */
    public static final int LONGEST_NAME = 63;

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern PART = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")+)\"|([^\".]+))\\s*(\\.|$)");

    private Quoting() {}

    /** {@code name} as a quoted identifier, whatever is in it. */
    public static String identifier(String name) {
        if (name.indexOf('\0') >= 0 || name.isEmpty()) {
            throw new IllegalArgumentException("no name: " + Escape.line(name));
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** {@code name} as an identifier, quoted only where it must be, as {@code quote_ident} does. */
    public static String name(String name) {
        return PLAIN.matcher(name).matches() && !Keywords.reserved(name) ? name : identifier(name);
    }

    /** A possibly qualified name as the author writes it, each part quoted where it must be. */
    public static String qualified(String name) {
        return parts(name).stream().map(Quoting::name).collect(Collectors.joining("."));
    }

    /** The names of schema and object, quoted where they must be. */
    public static String qualified(String schema, String name) {
        return name(schema) + "." + name(name);
    }

    /**
     * The parts of a possibly qualified name: {@code t}, {@code s.t}, {@code "a.b"."C"}. Letters stay as they are, upper
     * case too; a text that is no such name is one part.
     */
    public static List<String> parts(String written) {
        List<String> parts = new ArrayList<>();
        var part = PART.matcher(written);
        int at = 0;
        while (part.find(at) && part.start() == at) {
            parts.add(
                    part.group(1) == null
                            ? part.group(2).strip()
                            : part.group(1).replace("\"\"", "\""));
            at = part.end();
            if (part.group(3).isEmpty()) {
                return parts;
            }
        }
        return List.of(written);
    }

    /** True where PostgreSQL keeps the whole of {@code name}. */
    public static boolean fits(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
    }

    /** {@code value} as a literal, the same under either setting of standard_conforming_strings. */
    public static String literal(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no text for PostgreSQL: " + Escape.line(value));
        }
        String quoted = "'" + value.replace("'", "''") + "'";
        return value.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }
}
