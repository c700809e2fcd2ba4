package dev.handrail.validate;

import dev.handrail.runbook.Database;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Speaking;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code explain('…')}: the plan; with {@code times} over 0 also measured. Facts {@code indexes}, {@code cost}, {@code ms}
 * as a list of milliseconds, {@code sequential}: tables that are read from end to end, with their rows, -1 where
 * nobody has counted.
 *
 * @param warmUp how often it runs before it is measured
 */
public record ExplainQuestion(String database, SqlText sql, int times, int warmUp) implements Question, Speaking {
    static final String SEQUENTIAL = "sequential";

    private static final String SIZE = "select cast(greatest(c.reltuples, -1) as bigint) as rows"
            + " from pg_catalog.pg_class c where c.oid = pg_catalog.to_regclass(:table)";

    @Override
    public String show() {
        return "explain " + sql.single().shown()
                + (times > 0 ? "; measured " + times + " times" : "")
                + (warmUp > 0 ? " after " + warmUp + " to warm up" : "");
    }

    @Override
    public boolean measures() {
        return times > 0;
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
    public List<Said> says(Targets targets) {
        return Speaking.all(database, sql.statements());
    }

    @Override
    public Reading ask(Targets targets) {
        Statement query = sql.single();
        Database asked = targets.database(database);
        QueryPlan plan = QueryPlan.read(asked.ask(explain("verbose, ", query), targets.values()));
        Reading read = plan.reading().fact(SEQUENTIAL, sizes(asked, plan.sequential()));
        if (times == 0) {
            return read;
        }
        List<Double> ms = new ArrayList<>();
        for (int i = 0; i < warmUp + times; i++) {
            double took = QueryPlan.read(asked.ask(explain("analyze, timing off, ", query), targets.values()))
                    .ms();
            if (i >= warmUp) {
                ms.add(took);
            }
        }
        return read.fact("ms", ms);
    }

    private static Map<String, Object> sizes(Database asked, Collection<String> tables) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        for (String table : tables) {
            List<Map<String, Object>> rows = asked.catalog(SIZE, Map.of("table", table));
            sizes.put(table, rows.isEmpty() ? -1L : rows.get(0).getOrDefault("rows", -1L));
        }
        return sizes;
    }

    private static Statement explain(String how, Statement query) {
        String sql = "explain (" + how + "format json) " + query.sql();
        return new Statement(sql, query.shown(), query.values(), query.position(), Statement.Nature.READS);
    }
}
