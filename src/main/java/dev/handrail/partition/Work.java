package dev.handrail.partition;

import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import java.util.List;
import java.util.Map;

/** The effects that retiring partitions, and taking back what was done, are made of. */
record Work(String database, Envelope envelope) {
    Sql detach(Table table, Child old) {
        Map<String, String> facts = Map.of("detached", old.qualified(), "bound", old.bound());
        Statement detach = detaching(table, old, table.detachesConcurrently() ? " concurrently" : "");
        if (!table.detachesConcurrently()) {
            return transaction("", List.of(detach), facts);
        }
        String proof = "select not exists (select from pg_catalog.pg_inherits where inhrelid = pg_catalog.to_regclass("
                + Quoting.literal(old.qualified()) + ") and inhparent = pg_catalog.to_regclass("
                + Quoting.literal(table.qualified()) + "))";
        return Sql.outside(database, detach, proof, envelope).titled("", facts);
    }

    /** Ends a concurrent detach that was interrupted. */
    Sql finalizeDetach(Table table, Child half) {
        return transaction(
                "an interrupted detach is brought to its end",
                List.of(detaching(table, half, " finalize")),
                Map.of("detached", half.qualified(), "bound", half.bound()));
    }

    private static Statement detaching(Table table, Child old, String how) {
        return Statement.ours("alter table " + table.qualified() + " detach partition " + old.qualified() + how);
    }

    Sql drop(Child old) {
        return transaction(
                "", List.of(Statement.ours("drop table " + old.qualified())), Map.of("dropped", old.qualified()));
    }

    Sql attach(String parent, String child, String bound) {
        return transaction(
                "",
                List.of(Statement.ours("alter table " + parent + " attach partition " + child + " " + bound(bound))),
                Map.of("attached", child));
    }

    /** A bound as the server writes it, its words in lower case as in all our statements. */
    static String bound(String written) {
        return written.replaceFirst("^FOR VALUES FROM", "for values from")
                .replaceFirst("\\) TO \\(", ") to (")
                .replaceFirst("^FOR VALUES IN", "for values in")
                .replaceFirst("^FOR VALUES WITH", "for values with")
                .replaceFirst("^DEFAULT$", "default");
    }

    /** Drops a partition that was empty when it was looked at; a row that came in meanwhile makes it fail. */
    Sql dropEmpty(String parent, String child) {
        return transaction(
                "",
                List.of(
                        Statement.ours("alter table " + parent + " detach partition " + child),
                        Statement.ours("select 1 / (case when exists (select from " + child
                                + ") then 0 else 1 end) -- fails where a row came in meanwhile"),
                        Statement.ours("drop table " + child)),
                Map.of());
    }

    Sql transaction(String title, List<Statement> statements, Map<String, String> facts) {
        return Sql.inTransaction(database, statements, envelope).titled(title, facts);
    }
}
