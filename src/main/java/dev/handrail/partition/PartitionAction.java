package dev.handrail.partition;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Text;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Range partitions by time: those missing are created, those past keep are retired.
 *
 * @param ahead how many periods after the present one must exist
 * @param behind how many periods before the present one must exist
 * @param keep how many periods before the present one stay; null: all
 * @param retire {@code DETACH} or {@code DROP}
 * @param archive the folder for a backup of what is retired, relative to home; null: none is made
 * @param zone in which a period begins at midnight
 * @param template name of a partition, e.g. {@code {table}_{yyyy}_{MM}}; null: as the table's partitions are named
 */
public record PartitionAction(
        String database,
        String table,
        Step by,
        int ahead,
        int behind,
        @Nullable Integer keep,
        Retire retire,
        @Nullable Text archive,
        ZoneId zone,
        @Nullable String template,
        Envelope envelope)
        implements Action {
    /** The length of a partition. */
    public enum Step {
        HOUR,
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }

    /** What happens to a partition that is past {@code keep}. */
    public enum Retire {
        /** A backup of it is proven; then it is detached, or what else is said. */
        ARCHIVE,
        DETACH,
        DROP
    }

    /** @throws Problem exit 2 where the options contradict each other or name partitions alike */
    public PartitionAction {
        if (ahead < 0 || behind < 0 || keep != null && keep < 0) {
            throw wrong("ahead, behind and keep count periods: they can't be below 0", "write 0 or more");
        }
        if (keep != null && behind > keep) {
            throw wrong(
                    "behind " + behind + " asks for partitions that keep " + keep + " retires",
                    "make keep at least as large as behind");
        }
        if (template != null) {
            new Template(template).check(by);
        }
    }

    private static Problem wrong(String what, String remedy) {
        return new Problem(ExitCode.WRONG, what, "", "", remedy);
    }

    @Override
    public String word() {
        return "partition";
    }

    @Override
    public Risk ceiling() {
        return keep != null && retire == Retire.DROP ? Risk.DESTROYS : Risk.CHANGES;
    }

    @Override
    public List<TargetRef> touches() {
        return List.of(TargetRef.database(database));
    }

    @Override
    public Plan plan(Targets targets) {
        Database seen = targets.database(database);
        Parent parent = Parent.of(new Catalog(seen).table(table));
        if (parent.axis() == Axis.DATE && by == Step.HOUR) {
            throw wrong(table + " is partitioned by a date, which has no hours", "partition it by day or longer");
        }
        Model model = new Models(seen).of(parent.table(), parent.newest().map(Existing::child));
        PartitionPlan plan = new PartitionPlan(
                this,
                parent,
                parent.axis().now(targets.clock(), zone),
                seen.identity().user(),
                model);
        Coverage coverage = plan.coverage();
        List<Wanted> missing = plan.missing(coverage);
        Obstacles.refuseTaken(seen, parent.table(), model, missing);
        Archive where = archive == null ? null : Archiving.look(targets, seen, archive, plan.past(missing));
        Plan made = plan.plan(coverage, missing, Displaced.in(seen, targets.values(), parent.table(), missing), where);
        return Contending.asked(seen, parent.table(), made, !plan.past(missing).isEmpty());
    }

    @Override
    public WayBack wayBack() {
        boolean drops = keep != null && retire == Retire.DROP;
        return new WayBack.By(
                "drop the partitions that it created where they are empty, attach those that it detached"
                        + (drops ? "; those that it dropped are gone" : ""),
                Risk.CHANGES,
                done -> new PartitionBack(database, table, envelope, done));
    }
}
