package dev.handrail.hazard.statement;

import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.text.Token;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Says of one statement after the other what it does to others, and remembers what it changes. A statement that it does
 * not know does nothing.
 */
public final class Judge {
    private final Schema schema;
    private final Set<String> newValues = new HashSet<>();

    public Judge(Schema schema) {
        this.schema = schema;
    }

    public Schema schema() {
        return schema;
    }

    /** A transaction has ended: what it added can be used. */
    public void committed() {
        newValues.clear();
    }

    public Impact judge(String sql) {
        Impact impact = new Impact();
        Cursor cursor = new Cursor(sql);
        new UserTypes(schema, impact, newValues).tooEarly(cursor.rest());
        Token first = cursor.next();
        switch (first == null ? "" : first.text().toLowerCase(Locale.ROOT)) {
            case "alter" -> alter(cursor, impact);
            case "create" -> create(cursor, impact);
            case "drop" -> drop(cursor, impact);
            case "set" -> set(cursor);
            case "update" -> new Rows(schema, impact).updated(cursor);
            case "delete" -> new Rows(schema, impact).deleted(cursor);
            case "insert" -> new Rows(schema, impact).inserted(cursor);
            case "select" -> selected(cursor, impact);
            default -> other(first == null ? "" : first.text().toLowerCase(Locale.ROOT), cursor, impact);
        }
        return impact;
    }

    private void other(String first, Cursor cursor, Impact impact) {
        Maintenance maintenance = new Maintenance(schema, impact);
        switch (first) {
            case "copy" -> new Rows(schema, impact).copied(cursor);
            case "truncate" -> new Drops(schema, impact).truncated(cursor);
            case "reindex" -> new Indexes(schema, impact).rebuilt(cursor);
            case "cluster" -> maintenance.cluster(cursor);
            case "vacuum" -> maintenance.vacuum(cursor);
            case "analyze", "analyse" -> maintenance.analyze(cursor);
            case "lock" -> maintenance.locked(cursor);
            case "refresh" -> {
                if (cursor.take("materialized", "view")) {
                    maintenance.refreshed(cursor);
                }
            }
            case "comment" -> new Attached(schema, impact).comment(cursor);
            case "grant", "revoke" -> new Attached(schema, impact).granted(cursor);
            default -> {}
        }
    }

    private void alter(Cursor cursor, Impact impact) {
        UserTypes types = new UserTypes(schema, impact, newValues);
        if (cursor.take("table") || cursor.take("foreign", "table")) {
            new AlterTable(schema, impact).read(cursor);
        } else if (cursor.take("materialized", "view") || cursor.take("view")) {
            new AlterTable(schema, impact).read(cursor);
        } else if (cursor.take("index")) {
            new Indexes(schema, impact).altered(cursor);
        } else if (cursor.take("sequence")) {
            new Attached(schema, impact).sequence(cursor);
        } else if (cursor.take("domain")) {
            types.alteredDomain(cursor);
        } else if (cursor.take("type")) {
            types.alteredType(cursor);
        } else if (cursor.take("publication")) {
            new Attached(schema, impact).publication(cursor);
        } else if (cursor.any("trigger", "policy", "rule")) {
            new Attached(schema, impact).on(cursor, LockMode.ACCESS_EXCLUSIVE);
        }
    }

    private void create(Cursor cursor, Impact impact) {
        CreateTable tables = new CreateTable(schema, impact);
        UserTypes types = new UserTypes(schema, impact, newValues);
        cursor.take("or", "replace");
        cursor.any("global", "local");
        boolean unlogged = cursor.take("unlogged");
        cursor.any("temporary", "temp");
        if (cursor.take("table") || cursor.take("foreign", "table")) {
            tables.read(cursor, unlogged);
        } else if (cursor.take("unique", "index")) {
            new Indexes(schema, impact).created(cursor, true);
        } else if (cursor.take("index")) {
            new Indexes(schema, impact).created(cursor, false);
        } else if (cursor.take("materialized", "view")) {
            tables.view(cursor, true);
        } else if (cursor.take("view") || cursor.take("recursive", "view")) {
            tables.view(cursor, false);
        } else if (cursor.take("sequence")) {
            tables.sequence(cursor);
        } else if (cursor.take("domain")) {
            types.domain(cursor);
        } else if (cursor.take("type")) {
            types.type(cursor);
        } else if (cursor.any("function", "procedure")) {
            types.function(cursor);
        } else {
            attached(cursor, new Attached(schema, impact));
        }
    }

    private static void attached(Cursor cursor, Attached attached) {
        if (cursor.take("trigger") || cursor.take("constraint", "trigger")) {
            attached.on(cursor, LockMode.SHARE_ROW_EXCLUSIVE);
        } else if (cursor.take("policy")) {
            attached.on(cursor, LockMode.ACCESS_EXCLUSIVE);
        } else if (cursor.take("rule")) {
            attached.rule(cursor);
        } else if (cursor.take("statistics")) {
            attached.statistics(cursor);
        } else if (cursor.take("publication")) {
            attached.publication(cursor);
        }
    }

    private void drop(Cursor cursor, Impact impact) {
        Drops drops = new Drops(schema, impact);
        if (cursor.take("table") || cursor.take("foreign", "table")) {
            drops.tables(cursor);
        } else if (cursor.take("index")) {
            new Indexes(schema, impact).dropped(cursor);
        } else if (cursor.take("materialized", "view") || cursor.any("view", "sequence")) {
            drops.views(cursor);
        } else if (cursor.take("schema")) {
            drops.container("schema", cursor);
        } else if (cursor.take("database")) {
            drops.container("database", cursor);
        } else if (cursor.any("trigger", "policy", "rule")) {
            new Attached(schema, impact).on(cursor, LockMode.ACCESS_EXCLUSIVE);
        }
    }

    private void set(Cursor cursor) {
        cursor.any("local", "session");
        if (cursor.take("time", "zone") || cursor.take("timezone")) {
            cursor.any("to", "=");
            Token zone = cursor.next();
            schema.utc(zone != null && zone.text().matches("(?i)'?(utc|gmt|etc/utc|z|zulu|universal|0|\\+0+|-0+)'?"));
        } else if (cursor.take("search_path")) {
            cursor.any("to", "=");
            schema.path(cursor.parts().stream()
                    .map(Cursor::peek)
                    .filter(t -> t != null)
                    .map(t -> t.kind() == Token.Kind.LITERAL ? t.text().replace("'", "") : t.name())
                    .filter(name -> !name.isEmpty() && !name.equals("$user"))
                    .toList());
        }
    }

    private void selected(Cursor cursor, Impact impact) {
        if (cursor.take("setval", "(") || cursor.take("nextval", "(")) {
            Token literal = cursor.next();
            if (literal != null && literal.kind() == Token.Kind.LITERAL) {
                Name name = new Cursor(literal.text().replace("'", "")).name();
                if (name != null) {
                    schema.find(name)
                            .filter(r -> r.kind() == Relation.Kind.SEQUENCE)
                            .ifPresent(r -> impact.lock(r, LockMode.ROW_EXCLUSIVE));
                }
            }
        }
    }
}
