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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Partitions that the author names one by one: those missing are created, none is retired.
 *
 * @param template name of a partition, e.g. {@code {table}_{name}}; null: that
 */
public record SharesAction(
        String database,
        String table,
        Shares shares,
        @Nullable String template,
        Envelope envelope) implements Action {
    static final String TEMPLATE = "{table}_{name}";

    /** @throws Problem exit 2 where the template would give two partitions one name */
    public SharesAction {
        if (template != null
                && (!template.contains("{name}")
                        || template.replace("{table}", "").replace("{name}", "").matches(".*[{}].*"))) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the template '" + template + "' does not tell the partitions apart",
                    "",
                    "",
                    "write a template with {table} and {name}");
        }
    }

    @Override
    public String word() {
        return "partition";
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
        Table found = new Catalog(seen).table(table);
        if (!found.strategy().equals(shares.strategy())) {
            String by =
                    found.strategy().equals("r") ? "range" : found.strategy().equals("l") ? "list" : "hash";
            throw Fitting.refused(
                    found.qualified() + " is partitioned by " + by,
                    shares.word() + " says how a table is partitioned otherwise",
                    by.equals("hash") ? "write: hash 8" : "write: " + by + "s first: […]");
        }
        List<Child> attached = found.attached();
        Model model = new Models(seen)
                .of(found, attached.isEmpty() ? Optional.empty() : Optional.of(attached.get(attached.size() - 1)));
        SharesPlan plan = new SharesPlan(this, found, model, seen.identity().user());
        Absent absent = plan.absent(seen, targets.values());
        List<Wanted> missing = plan.missing(absent);
        Obstacles.refuseTaken(seen, found, model, missing);
        Plan made = plan.plan(absent, missing, Displaced.in(seen, targets.values(), found, missing));
        return Contending.asked(seen, found, made, false);
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.By(
                "drop the partitions that it created where they are empty",
                Risk.CHANGES,
                done -> new PartitionBack(database, table, envelope, done));
    }
}
