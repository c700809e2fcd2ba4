package dev.handrail.index;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table with its columns, and the rules that it is held to.
 *
 * @param major the server's version
 */
record Held(Table table, int major, List<Column> columns, List<Rule> rules) {
    private static final String COLUMNS = """
            select a.attname as name, a.attnotnull as not_null,
                   exists (select from pg_catalog.pg_index i where i.indrelid = a.attrelid and i.indisprimary
                           and a.attnum = any(i.indkey::int2[])) as in_key
            from pg_catalog.pg_attribute a
            where a.attrelid = pg_catalog.to_regclass(:table) and a.attnum > 0 and not a.attisdropped order by a.attnum""";

    private static final String RULES = """
            select o.conname as name, o.contype::text as type, o.convalidated as valid,
                   pg_catalog.pg_get_constraintdef(o.oid) as definition
            from pg_catalog.pg_constraint o where o.conrelid = pg_catalog.to_regclass(:table) order by o.conname""";

    private static final String NOT_VALID = " NOT VALID";

    /** One column. */
    record Column(String name, boolean notNull, boolean inKey) {}

    /**
     * A constraint.
     *
     * @param type {@code c} check, {@code f} foreign key, {@code u} unique, {@code p} primary key, {@code n} not null
     * @param valid whether every row is known to keep it
     * @param definition as the server writes it, without NOT VALID
     */
    record Rule(String name, String type, boolean valid, String definition) {}

    static Held in(Database database, String written) {
        Table table = Table.in(database, Quoting.qualified(written));
        if (!table.kind().equals("r") && !table.partitioned()) {
            throw new Problem(
                    ExitCode.FAILED,
                    Quoting.qualified(table.schema(), table.name()) + " can't have a constraint",
                    "",
                    "it is no table",
                    "name the table behind it");
        }
        Map<String, String> name = Map.of("table", Quoting.qualified(table.schema(), table.name()));
        return new Held(
                table,
                database.identity().major(),
                database.catalog(COLUMNS, name).stream().map(Held::column).toList(),
                database.catalog(RULES, name).stream().map(Held::rule).toList());
    }

    private static Column column(Map<String, Object> row) {
        return new Column((String) row.get("name"), (Boolean) row.get("not_null"), (Boolean) row.get("in_key"));
    }

    private static Rule rule(Map<String, Object> row) {
        String definition = (String) row.get("definition");
        return new Rule(
                (String) row.get("name"),
                (String) row.get("type"),
                (Boolean) row.get("valid"),
                definition.endsWith(NOT_VALID)
                        ? definition.substring(0, definition.length() - NOT_VALID.length())
                        : definition);
    }

    String qualified() {
        return Quoting.qualified(table.schema(), table.name());
    }

    Optional<Rule> rule(String name) {
        return rules.stream().filter(r -> r.name().equals(name)).findFirst();
    }

    /** @throws Problem where there is no such column */
    Column column(String name) {
        return columns.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        ExitCode.FAILED,
                        qualified() + " has no column " + name,
                        "",
                        "names are looked up as they are written, upper and lower case as they are",
                        "correct the name"));
    }

    /** The columns by which a person finds a row; where there is no primary key, its place in the table. */
    List<String> key() {
        List<String> key = columns.stream()
                .filter(Column::inKey)
                .map(c -> Quoting.name(c.name()))
                .toList();
        return key.isEmpty() ? List.of("ctid") : key;
    }
}
