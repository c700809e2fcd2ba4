package dev.handrail.hazard.schema;

import java.util.List;
import java.util.Map;

/**
 * A column's type.
 *
 * @param name PostgreSQL's inner name where it has one: {@code int4}, {@code varchar}, {@code timestamptz}
 * @param mods what stands in parentheses, e.g. length or precision and scale
 */
public record TypeName(String name, List<Integer> mods, boolean array) {
    private static final Map<String, String> INNER = Map.ofEntries(
            Map.entry("int", "int4"),
            Map.entry("integer", "int4"),
            Map.entry("bigint", "int8"),
            Map.entry("smallint", "int2"),
            Map.entry("character varying", "varchar"),
            Map.entry("char varying", "varchar"),
            Map.entry("character", "bpchar"),
            Map.entry("char", "bpchar"),
            Map.entry("nchar", "bpchar"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("boolean", "bool"),
            Map.entry("double precision", "float8"),
            Map.entry("float", "float8"),
            Map.entry("real", "float4"),
            Map.entry("bit varying", "varbit"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("timestamp with time zone", "timestamptz"),
            Map.entry("time without time zone", "time"),
            Map.entry("time with time zone", "timetz"));

    public TypeName {
        mods = List.copyOf(mods);
        name = INNER.getOrDefault(name, name);
        if ((name.equals("bpchar") || name.equals("bit")) && mods.isEmpty()) {
            mods = List.of(1);
        }
        if (name.equals("numeric") && mods.size() == 1) {
            mods = List.of(mods.get(0), 0);
        }
    }

    public boolean serial() {
        return name.matches("(small|big)?serial[248]?");
    }

    /** The same type without what stands in parentheses. */
    public TypeName plain() {
        return new TypeName(name, List.of(), array);
    }
}
