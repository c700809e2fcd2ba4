package dev.handrail.validate;

import dev.handrail.runbook.Database;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.List;

/** {@code explain('…')}: the plan; with {@code times} over 0 also measured. Facts {@code indexes}, {@code cost}, {@code ms} as a list of milliseconds. */
public record ExplainQuestion(String database, SqlText sql, int times) implements Question {
    @Override
    public String show() {
        return "explain " + sql.single().shown() + (times > 0 ? "; measured " + times + " times" : "");
    }

    @Override
    public TargetRef target() {
        return TargetRef.database(database);
    }

    @Override
    public List<Text.Captured> awaits() {
        return Awaited.by(sql.values());
    }

    @Override
    public Reading ask(Targets targets) {
        Statement query = sql.single();
        Database asked = targets.database(database);
        QueryPlan plan = QueryPlan.read(asked.ask(explain("", query), targets.values()));
        Reading read = plan.reading();
        if (times == 0) {
            return read;
        }
        List<Double> ms = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            ms.add(QueryPlan.read(asked.ask(explain("analyze, timing off, ", query), targets.values()))
                    .ms());
        }
        return read.fact("ms", ms);
    }

    private static Statement explain(String how, Statement query) {
        String sql = "explain (" + how + "format json) " + query.sql();
        return new Statement(sql, query.shown(), query.values(), query.position(), Statement.Nature.READS);
    }
}
