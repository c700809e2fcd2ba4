package dev.handrail.hazard.live;

import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.grammar.Ranges;
import dev.handrail.hazard.grammar.Types;
import dev.handrail.hazard.schema.Bound;
import dev.handrail.hazard.schema.Column;
import dev.handrail.hazard.schema.Constraint;
import dev.handrail.hazard.schema.Index;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.hazard.schema.Size;
import dev.handrail.hazard.schema.UserType;
import dev.handrail.runbook.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a database's catalog says of the tables, types and functions that statements name. */
public final class Catalog {
    private static final String UTC = "(?i)(etc/)?(utc|uct|gmt|zulu|universal|greenwich)([+-]?0)?";

    private final Database database;
    private final Map<Long, Relation> tables = new HashMap<>();
    private final List<Session> sessions = new ArrayList<>();
    private final Schema schema;

    private Catalog(Database database) {
        this.database = database;
        Map<String, Object> session =
                database.catalog(CatalogSql.SESSION, Map.of()).get(0);
        boolean utc = text(session, "zone").matches(UTC);
        schema = new Schema(database.identity().major(), true, utc);
        schema.path(text(session, "path").lines().toList());
    }

    /** @param statements as they are written, in the order in which they will run */
    public static Catalog of(Database database, List<String> statements) {
        Catalog catalog = new Catalog(database);
        Mentioned mentioned = Mentioned.in(statements);
        catalog.types(mentioned);
        String oids = text(
                database.catalog(CatalogSql.OIDS, Map.of("names", String.join("\n", mentioned.names())))
                        .get(0),
                "oids");
        if (!oids.isEmpty()) {
            catalog.tables(Map.of("oids", oids));
        }
        return catalog;
    }

    public Schema schema() {
        return schema;
    }

    /** Who has these tables in use for longer than a moment, the longest first. */
    public List<Session> sessions() {
        return sessions;
    }

    private void types(Mentioned mentioned) {
        for (Map<String, Object> row : database.catalog(CatalogSql.TYPES, Map.of())) {
            String name = text(row, "name");
            schema.types().put(name, new UserType(name, Types.of(text(row, "base")), yes(row, "constrained")));
        }
        Map<String, String> called = Map.of("names", String.join("\n", mentioned.called()));
        for (Map<String, Object> row : database.catalog(CatalogSql.FUNCTIONS, called)) {
            schema.functions().put(text(row, "name"), yes(row, "volatile"));
        }
    }

    private void tables(Map<String, String> oids) {
        List<Map<String, Object>> rows = database.catalog(CatalogSql.RELATIONS, oids);
        rows.forEach(this::relation);
        rows.forEach(this::attach);
        for (Map<String, Object> row : database.catalog(CatalogSql.COLUMNS, oids)) {
            Column column =
                    new Column(text(row, "name"), Types.of(text(row, "type")), yes(row, "notNull"), yes(row, "stored"));
            table(row).columns().put(column.name(), column);
        }
        database.catalog(CatalogSql.CONSTRAINTS, oids).forEach(this::constraint);
        database.catalog(CatalogSql.INDEXES, oids).forEach(this::index);
        for (Map<String, Object> row : database.catalog(CatalogSql.SEQUENCES, oids)) {
            Name name = new Name(text(row, "schema"), text(row, "name"));
            table(row).sequences().add(schema.add(new Relation(name, Relation.Kind.SEQUENCE)));
        }
        database.catalog(CatalogSql.SESSIONS, oids).forEach(this::session);
    }

    private void relation(Map<String, Object> row) {
        Relation.Kind kind = switch (text(row, "kind")) {
            case "p" -> Relation.Kind.PARTITIONED;
            case "v" -> Relation.Kind.VIEW;
            case "m" -> Relation.Kind.MATERIALIZED_VIEW;
            case "f" -> Relation.Kind.FOREIGN;
            case "S" -> Relation.Kind.SEQUENCE;
            default -> Relation.Kind.TABLE;
        };
        Relation table = new Relation(new Name(text(row, "schema"), text(row, "name")), kind);
        table.unlogged(yes(row, "unlogged"));
        table.visible(yes(row, "visible"));
        if (row.get("bytes") != null) {
            table.size(new Size(
                    number(row, "bytes"),
                    number(row, "rows"),
                    yes(row, "empty"),
                    row.get("writes") == null ? -1 : ((Number) row.get("writes")).doubleValue()));
        }
        String key = text(row, "partkey");
        if (!key.isEmpty()) {
            Cursor cursor = new Cursor(key);
            cursor.next();
            table.key(cursor.inside().names());
        }
        tables.put(number(row, "oid"), schema.add(table));
    }

    private void attach(Map<String, Object> row) {
        Relation parent = row.get("parent") == null ? null : tables.get(number(row, "parent"));
        if (parent != null) {
            tables.get(number(row, "oid")).attach(parent, bound(text(row, "bound")));
        }
    }

    private static @Nullable Bound bound(String written) {
        return written.isEmpty() ? null : Ranges.bound(new Cursor(written));
    }

    private void constraint(Map<String, Object> row) {
        Constraint.Kind kind = switch (text(row, "kind")) {
            case "c" -> Constraint.Kind.CHECK;
            case "f" -> Constraint.Kind.FOREIGN_KEY;
            case "p" -> Constraint.Kind.PRIMARY_KEY;
            case "u" -> Constraint.Kind.UNIQUE;
            case "n" -> Constraint.Kind.NOT_NULL;
            default -> Constraint.Kind.EXCLUSION;
        };
        Cursor definition = new Cursor(text(row, "definition"));
        String condition = definition.take("check") ? definition.inside().text() : "";
        Name other = row.get("other") == null ? null : new Name(text(row, "otherSchema"), text(row, "other"));
        String name = text(row, "name");
        table(row)
                .constraints()
                .put(
                        name,
                        new Constraint(
                                name,
                                kind,
                                text(row, "columns").lines().toList(),
                                condition,
                                other,
                                text(row, "referenced").lines().toList(),
                                yes(row, "valid")));
    }

    private void index(Map<String, Object> row) {
        Relation table = table(row);
        Set<String> columns = Set.copyOf(text(row, "columns").lines().toList());
        String name = text(row, "name");
        table.indexes()
                .put(
                        name,
                        new Index(
                                name,
                                columns,
                                yes(row, "unique"),
                                yes(row, "plain"),
                                text(row, "parent"),
                                yes(row, "valid")));
    }

    private void session(Map<String, Object> row) {
        for (LockMode mode : LockMode.values()) {
            if (mode.inCatalog().equals(text(row, "mode"))) {
                sessions.add(new Session(
                        table(row),
                        number(row, "pid"),
                        text(row, "application"),
                        text(row, "person"),
                        text(row, "state"),
                        mode,
                        Duration.ofSeconds(number(row, "seconds"))));
            }
        }
    }

    private Relation table(Map<String, Object> row) {
        return tables.get(number(row, "table"));
    }

    private static String text(Map<String, Object> row, String name) {
        Object value = row.get(name.toLowerCase(Locale.ROOT));
        value = value == null ? row.get(name) : value;
        return value == null ? "" : value.toString();
    }

    private static boolean yes(Map<String, Object> row, String name) {
        return Boolean.parseBoolean(text(row, name));
    }

    private static long number(Map<String, Object> row, String name) {
        String text = text(row, name);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
