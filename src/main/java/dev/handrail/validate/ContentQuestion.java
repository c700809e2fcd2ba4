package dev.handrail.validate;

import dev.handrail.problem.Position;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import java.util.List;

/** {@code content 'table'}: a hash over all rows, whatever their order; the row count as a fact. */
public record ContentQuestion(String database, String table) implements Question {
    @Override
    public String show() {
        return "content " + table;
    }

    @Override
    public TargetRef target() {
        return TargetRef.database(database);
    }

    @Override
    public Reading ask(Targets targets) {
        String sql =
                "select count(*) as rows, coalesce(sum(hashtextextended(content::text, 0)::numeric), 0)::text as hash from "
                        + Quoting.qualified(table) + " content";
        Statement hashing = new Statement(sql, sql, List.of(), Position.NOWHERE, Statement.Nature.READS);
        Reading read = targets.database(database).ask(hashing, targets.values());
        Object rows = read.rows().get(0).get(0);
        return Reading.of(rows + " rows, " + read.rows().get(0).get(1)).fact("rows", rows == null ? 0L : rows);
    }
}
