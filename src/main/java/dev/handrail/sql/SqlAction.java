package dev.handrail.sql;

import dev.handrail.hazard.Accepts;
import dev.handrail.hazard.Batch;
import dev.handrail.hazard.Foresight;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Foreseeing;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Speaking;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Statements as the author wrote them: all in one transaction, or one by one outside of any. Nothing is asked of the
 * database to plan them, so a mistake that can be seen in them is refused here.
 *
 * @param outside one statement after the other, each outside a transaction and on its own
 * @param accepts hazards of the statements that comments take
 */
public record SqlAction(String database, SqlText sql, boolean outside, Envelope envelope, Accepts accepts)
        implements Action, Speaking {
    public SqlAction(String database, SqlText sql, boolean outside, Envelope envelope) {
        this(database, sql, outside, envelope, Accepts.in(sql));
    }

    /** @throws dev.handrail.problem.Problem exit 2, with the statement's position, where it can't run as asked */
    public SqlAction {
        Fitness.check(sql, outside);
    }

    @Override
    public String word() {
        return "sql";
    }

    @Override
    public Risk ceiling() {
        return Foreseeing.risk(sql.statements());
    }

    @Override
    public List<TargetRef> touches() {
        return List.of(TargetRef.database(database));
    }

    @Override
    public Plan plan(Targets targets) {
        List<Statement> statements = new Foreseeing(targets, database).of(sql.statements());
        Plan plan = Plan.of(
                Foreseeing.risk(statements),
                outside ? oneByOne(statements) : List.of(Sql.inTransaction(database, statements, envelope)));
        Batch batch = Batch.of(statements, !outside, accepts);
        return Foresight.of(targets, database, List.of(batch)).in(plan);
    }

    @Override
    public List<Said> says(Targets targets) {
        return Speaking.all(database, sql.statements());
    }

    /** The statements as they will run. */
    public Batch batch() {
        return Batch.of(sql.statements(), !outside, accepts);
    }

    private List<Sql> oneByOne(List<Statement> statements) {
        List<Sql> effects = new ArrayList<>();
        for (Statement statement : statements) {
            int number = effects.size() + 1;
            String title = statements.size() == 1 ? "" : "statement " + number + " of " + statements.size();
            effects.add(new Sql(database, title, List.of(statement), List.of(), false, null, envelope, Map.of()));
        }
        return effects;
    }

    /** What SQL has done only its author knows how to take back. */
    @Override
    public WayBack wayBack() {
        return new WayBack.None();
    }
}
