package dev.handrail.hazard;

import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.schema.Name;
import dev.handrail.runbook.Objection;
import dev.handrail.text.Manner;
import dev.handrail.text.Statement;
import dev.handrail.text.Token;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What statements that are still to be run will have made, so that nobody misses it before. */
public final class Creations {
    private static final Pattern NAMED = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Set<String> UNSEEN = Set.of("do", "call", "execute", "import", "load");
    private static final Set<String> MISSING = Set.of("42P01", "42703", "42883", "42704", "3F000", "42P02", "42702");
    /** What a change of a table's columns and keys can mend. */
    private static final Set<String> SHAPED = Set.of("42883", "42804", "42846", "42725", "42P10", "42P18");

    /** ON CONFLICT finds no unique index or constraint that fits. */
    private static final String NO_KEY = "42P10";

    /** By name: where it is made. */
    private final Map<String, String> made = new LinkedHashMap<>();
    /** Tables, by name: where they are changed. */
    private final Map<String, String> changed = new LinkedHashMap<>();
    /** Beginnings of names that are made. */
    private final Map<String, String> families = new LinkedHashMap<>();

    private String anything = "";
    private String keyed = "";

    /** @return why the objection need not stand once what comes before the statement is done; empty: it stands */
    public Optional<String> excuse(Objection objection, Statement statement) {
        boolean missing = MISSING.contains(objection.state());
        Matcher name = NAMED.matcher(objection.what());
        while (missing && name.find()) {
            String by = maker(name.group());
            if (!by.isEmpty()) {
                return Optional.of(name.group() + " is made by " + by);
            }
        }
        for (Token token : SHAPED.contains(objection.state()) ? Token.of(statement.sql()) : List.<Token>of()) {
            String by = token.named() ? changed.get(token.name()) : null;
            if (by != null) {
                return Optional.of(token.name() + " is changed by " + by);
            }
        }
        if (objection.state().equals(NO_KEY) && !keyed.isEmpty()) {
            return Optional.of("what it needs may be made by " + keyed);
        }
        return missing && !anything.isEmpty()
                ? Optional.of("what is missing may be made by " + anything)
                : Optional.empty();
    }

    private String maker(String name) {
        String by = made.get(name);
        if (by != null) {
            return by;
        }
        for (Map.Entry<String, String> family : families.entrySet()) {
            if (name.startsWith(family.getKey())) {
                return family.getValue();
            }
        }
        int sequence = name.endsWith("_seq") ? name.indexOf('_') : -1;
        while (sequence > 0) {
            String owner = made.get(name.substring(0, sequence));
            if (owner != null) {
                return owner;
            }
            sequence = name.indexOf('_', sequence + 1);
        }
        return "";
    }

    /** From here on anything may be there. */
    public void anything(String by) {
        anything = by;
    }

    /** Names that begin so are made. */
    public void family(String beginning, String by) {
        families.put(beginning, by);
    }

    /** Some table gets another key. */
    public void keyed(String by) {
        keyed = by;
    }

    /** The table gets other columns or keys. */
    public void changes(String table, String by) {
        changed.put(table, by);
    }

    /** What a statement makes is there for those behind it. */
    public void after(Statement statement) {
        String by = statement.position().toString();
        if (statement.manner() instanceof Manner.Generates) {
            anything(by);
        }
        statement.parts().forEach(sql -> after(new Cursor(sql), by));
    }

    private void after(Cursor cursor, String by) {
        Token first = cursor.next();
        String word = first == null ? "" : first.text().toLowerCase(Locale.ROOT);
        switch (word) {
            case "create" -> created(cursor, by);
            case "alter" -> altered(cursor, by);
            case "select", "with" -> {
                if (!cursor.ahead("insert") && !cursor.ahead("merge") && cursor.seek("into")) {
                    cursor.take("table");
                    put(cursor.name(), by);
                }
            }
            default -> {
                if (UNSEEN.contains(word)) {
                    anything(by);
                }
            }
        }
    }

    private void created(Cursor cursor, String by) {
        Set<String> before = Set.of(
                "or",
                "replace",
                "temp",
                "temporary",
                "unlogged",
                "global",
                "local",
                "recursive",
                "materialized",
                "foreign",
                "unique",
                "constraint",
                "trusted",
                "procedural",
                "default");
        Token kind = cursor.next();
        boolean unique = false;
        while (kind != null && before.contains(kind.text().toLowerCase(Locale.ROOT))) {
            unique |= kind.is("unique");
            kind = cursor.next();
        }
        String what = kind == null ? "" : kind.text().toLowerCase(Locale.ROOT);
        if (Set.of("extension", "operator", "cast", "rule").contains(what)) {
            anything(by);
            return;
        }
        cursor.take("concurrently");
        cursor.take("if", "not", "exists");
        if (what.equals("index")) {
            indexed(cursor, by);
        } else {
            put(cursor.name(), by);
        }
    }

    private void indexed(Cursor cursor, String by) {
        if (!cursor.at("on")) {
            put(cursor.name(), by);
        }
        cursor.take("on");
        cursor.take("only");
        Name table = cursor.name();
        if (table != null) {
            changes(table.name(), by);
        }
    }

    private void altered(Cursor cursor, String by) {
        Token kind = cursor.next();
        cursor.take("view");
        cursor.take("if", "exists");
        cursor.take("only");
        Name name = cursor.name();
        if (name == null || kind == null) {
            return;
        }
        changes(name.name(), by);
        for (Cursor part : cursor.parts()) {
            part.take("*");
            if (part.take("add")) {
                added(part, by);
            } else if (part.take("rename")) {
                if (part.seek("to")) {
                    put(part.name(), by);
                }
            } else if (part.take("set", "schema")) {
                put(name, by);
            }
        }
    }

    private void added(Cursor part, String by) {
        part.take("column");
        part.take("attribute");
        part.take("constraint");
        part.take("if", "not", "exists");
        put(part.name(), by);
    }

    private void put(@Nullable Name name, String by) {
        if (name != null) {
            made.putIfAbsent(name.name(), by);
        }
    }
}
