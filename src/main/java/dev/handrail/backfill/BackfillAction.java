package dev.handrail.backfill;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Batches;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Speaking;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Quoting;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Many rows changed in small transactions.
 *
 * @param key the unique column to walk; null: the primary key
 */
public record BackfillAction(
        String database,
        String table,
        String set,
        @Nullable String where,
        int batch,
        Duration pause,
        @Nullable Duration whileLagBelow,
        @Nullable Integer whileActiveBelow,
        @Nullable String key,
        Envelope envelope)
        implements Action, Speaking {
    /** @throws Problem exit 2 where {@code set} or {@code where} is no piece of SQL */
    public BackfillAction {
        SqlText.of(set, Position.of("set")).single();
        if (where != null) {
            SqlText.of(where, Position.of("where")).single();
        }
        if (batch < 1) {
            throw wrong(
                    "a batch of " + batch + " rows changes nothing", "write batch 10_000, or another number above 0");
        }
    }

    private static Problem wrong(String what, String remedy) {
        return new Problem(ExitCode.WRONG, what, "", "", remedy);
    }

    @Override
    public String word() {
        return "backfill";
    }

    @Override
    public Risk ceiling() {
        return Risk.CHANGES;
    }

    @Override
    public List<TargetRef> touches() {
        return List.of(TargetRef.database(database));
    }

    @Override
    public Plan plan(Targets targets) {
        Database seen = targets.database(database);
        Walked walked = Walked.in(seen, table);
        String column = walked.key(key);
        return plan(walked, column, Matching.in(seen, walked.qualified(), where, targets.values()));
    }

    Plan plan(Walked walked, String column, Matching matching) {
        refuseMovingKey(column);
        if (!matching.some()) {
            return Plan.nothing(
                    "no row of " + walked.qualified() + (where == null ? " is there" : " matches " + where.strip()));
        }
        Batches batches = new Batches(
                database,
                walked.qualified(),
                column,
                set,
                where,
                batch,
                pause,
                whileLagBelow,
                whileActiveBelow,
                envelope);
        Plan plan = Plan.of(Risk.CHANGES, List.of(batches)).with(everyRow(), List.of());
        return matching.about() == null ? plan : plan.with(matching.about());
    }

    @Override
    public List<Said> says(Targets targets) {
        String all = "update " + Quoting.qualified(table) + " set " + set
                + (where == null ? "" : "\nwhere (" + where + "\n)");
        return Speaking.all(database, List.of(Statement.ours(all)));
    }

    /** A walk along a column that moves meets some rows twice and others never. */
    private void refuseMovingKey(String column) {
        String name = "(?:" + Pattern.quote(column) + "|\"" + Pattern.quote(column) + "\")";
        Pattern moved = Pattern.compile(
                "(?i)(?:^|,)\\s*" + name + "\\s*=|^\\s*\\((?:[^)]*,)?\\s*" + name + "\\s*(?:,[^)]*)?\\)\\s*=");
        if (moved.matcher(set).find()) {
            throw wrong(
                    "set changes " + column + ", the column that is walked",
                    "walk another unique column with key '…', or change " + column + " with sql");
        }
    }

    private List<Hazard> everyRow() {
        return where != null
                ? List.of()
                : List.of(Danger.NO_WHERE.seen(
                        "there is no where: every row is changed, and changed again by the next run",
                        "write where, so that rows that are changed already are left alone"));
    }

    /** What the rows held before is gone: only the author knows how to get it back. */
    @Override
    public WayBack wayBack() {
        return new WayBack.None();
    }
}
