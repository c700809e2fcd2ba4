package dev.handrail.index;

import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The effects that constraints are put in force by, each in a transaction of its own; and the rows that break them. */
record Altering(String database, Envelope envelope, Held held) {
    /** The facts by which a step is taken back: a constraint that it added, a column that it made not null. */
    static final String ADDED = "added";

    static final String NULLABLE = "nullable";

    private static final int EXAMPLES = 5;

    Sql add(String name, String what) {
        return sql(Map.of(ADDED, name), "add constraint " + Quoting.name(name) + " " + what);
    }

    /** @param offending a query for a few rows that break it; empty: none */
    Sql validate(String name, String offending) {
        return sql(
                offending.isEmpty() ? Map.of() : Map.of(Sql.OFFENDING, offending),
                "validate constraint " + Quoting.name(name));
    }

    Sql sql(Map<String, String> facts, String... alters) {
        List<Statement> statements = Arrays.stream(alters)
                .map(alter -> Statement.ours("alter table " + held.qualified() + " " + alter))
                .toList();
        return Sql.inTransaction(database, statements, envelope).titled("", facts);
    }

    /** Rows that meet {@code condition}, by their key and what else is asked for. */
    String rows(List<String> more, String condition) {
        Set<String> columns = new LinkedHashSet<>(held.key());
        columns.addAll(more);
        return "select " + String.join(", ", columns) + " from " + held.qualified() + " handrail_row where ("
                + condition + ") limit " + EXAMPLES;
    }

    /** Values that several rows have. */
    String doubles(List<String> columns) {
        String all = columns.stream().map(Quoting::name).collect(Collectors.joining(", "));
        String set = columns.stream().map(c -> Quoting.name(c) + " is not null").collect(Collectors.joining(" and "));
        return "select " + all + ", count(*) as rows from " + held.qualified() + " where " + set + " group by " + all
                + " having count(*) > 1 limit " + EXAMPLES;
    }
}
