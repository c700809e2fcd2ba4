package dev.handrail.index;

import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import java.util.List;
import java.util.Map;

/** The effects that building, dropping and replacing an index are made of. */
record Work(String database, Envelope envelope) {
    Sql build(String schema, Definition wanted) {
        String name = Quoting.qualified(schema, wanted.name());
        return Sql.outside(
                        database,
                        Statement.ours(wanted.create(schema)),
                        "select coalesce((select i.indisvalid from pg_catalog.pg_index i where i.indexrelid = "
                                + "pg_catalog.to_regclass(" + Quoting.literal(name) + ")), false)",
                        envelope)
                .titled("", Map.of("created", name));
    }

    /** @param title tells this object from another one of its name, so that one finished drop never stands for two */
    Sql drop(String schema, String index, String title, Map<String, String> facts) {
        String name = Quoting.qualified(schema, index);
        return Sql.outside(
                        database,
                        Statement.ours("drop index concurrently " + name),
                        "select pg_catalog.to_regclass(" + Quoting.literal(name) + ") is null",
                        envelope)
                .titled(title, facts);
    }

    Sql dropLeftover(Existing leftover) {
        return drop(
                leftover.schema(),
                leftover.name(),
                "what an unfinished build left behind (object " + leftover.oid() + ")",
                Map.of());
    }

    /** {@code away} gives its name to {@code fresh}. */
    Sql swap(Existing away, String awayName, String fresh) {
        return Sql.inTransaction(
                        database,
                        List.of(
                                Statement.ours(
                                        "alter index " + away.qualified() + " rename to " + Quoting.name(awayName)),
                                Statement.ours("alter index " + Quoting.qualified(away.schema(), fresh) + " rename to "
                                        + Quoting.name(away.name()))),
                        envelope)
                .titled("the names change places", Map.of("replaced", away.definition()));
    }
}
