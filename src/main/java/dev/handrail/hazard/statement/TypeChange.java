package dev.handrail.hazard.statement;

import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.grammar.Types;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.hazard.schema.TypeName;
import dev.handrail.text.Token;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a column's new type keeps the values as they are stored. */
record TypeChange(Schema schema, TypeName from, TypeName to) {
    /** Stored alike, whatever is in parentheses on the left. */
    private static final Map<String, Set<String>> ALIKE = Map.ofEntries(
            Map.entry("varchar", Set.of("text", "varchar", "citext")),
            Map.entry("text", Set.of("text", "varchar", "citext")),
            Map.entry("citext", Set.of("text", "varchar", "citext")),
            Map.entry("xml", Set.of("text", "varchar", "bpchar")),
            Map.entry("bit", Set.of("varbit")),
            Map.entry("varbit", Set.of("bit")),
            Map.entry("cidr", Set.of("inet")),
            Map.entry("int4", Set.of("oid", "regclass", "regtype", "regproc")),
            Map.entry("oid", Set.of("int4", "regclass", "regtype", "regproc", "regrole")),
            Map.entry("regclass", Set.of("oid", "int4")),
            Map.entry("timestamp", Set.of("timestamptz")),
            Map.entry("timestamptz", Set.of("timestamp")));
    /** Their precision may grow without a change to what is stored, up to this one. */
    private static final Set<String> MOMENTS = Set.of("timestamp", "timestamptz", "time", "timetz", "interval");

    private static final Set<String> TEXTS = Set.of("varchar", "text");

    private static final int FULL_PRECISION = 6;

    /** @param using the expression behind USING; null: none */
    boolean rewrites(String column, @Nullable Cursor using) {
        if (using != null && !plain(column, using)) {
            return true;
        }
        if (Domains.constrained(schema, to) && !to.equals(from)) {
            return true;
        }
        TypeName old = Domains.base(schema, from);
        TypeName now = Domains.base(schema, to);
        if (old.equals(now)) {
            return false;
        }
        if (old.array() || now.array()) {
            return !(old.array()
                    && now.array()
                    && old.name().equals(now.name())
                    && now.mods().isEmpty());
        }
        return old.name().equals(now.name()) ? !grows(old, now) : !alike(old, now);
    }

    /** The column itself, perhaps cast to the new type. */
    private boolean plain(String column, Cursor using) {
        Token first = using.next();
        boolean itself = first != null && first.named() && first.name().equals(column);
        if (!itself || using.done()) {
            return itself;
        }
        return using.take(":", ":") && to.equals(Types.read(using)) && using.done();
    }

    private boolean alike(TypeName old, TypeName now) {
        if (!ALIKE.getOrDefault(old.name(), Set.of()).contains(now.name())) {
            return false;
        }
        if (now.name().startsWith("timestamp")) {
            return schema.major() >= 12 && schema.utc() && grows(old, new TypeName(old.name(), now.mods(), false));
        }
        return now.mods().isEmpty()
                || old.name().equals("varchar") && grows(old, new TypeName("varchar", now.mods(), false));
    }

    /** The same type with other numbers in parentheses. */
    private static boolean grows(TypeName old, TypeName now) {
        List<Integer> had = old.mods();
        List<Integer> gets = now.mods();
        if (had.equals(gets) || gets.isEmpty()) {
            return true;
        }
        if (MOMENTS.contains(old.name())) {
            return gets.get(0) >= (had.isEmpty() ? FULL_PRECISION : had.get(0));
        }
        if (had.isEmpty()) {
            return false;
        }
        return switch (old.name()) {
            case "varchar", "varbit" -> gets.get(0) >= had.get(0);
            case "numeric" -> gets.size() == 2 && gets.get(1).equals(had.get(1)) && gets.get(0) >= had.get(0);
            default -> false;
        };
    }

    /** True where an index on the column stays as it is. */
    boolean indexStays() {
        String old = Domains.base(schema, from).name();
        String now = Domains.base(schema, to).name();
        boolean texts = TEXTS.contains(old) && TEXTS.contains(now);
        return old.equals(now) || texts || old.equals("cidr") && now.equals("inet");
    }
}
