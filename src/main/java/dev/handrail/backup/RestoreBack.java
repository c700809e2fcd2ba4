package dev.handrail.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Done;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Swap;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes a restore back: the names are swapped back, or a copy that never got the name is dropped. */
record RestoreBack(String database, Done done) implements Action {
    @Override
    public String word() {
        return "restore";
    }

    @Override
    public Risk ceiling() {
        return Risk.DESTROYS;
    }

    @Override
    public List<TargetRef> touches() {
        return List.of(TargetRef.database(database));
    }

    @Override
    public Plan plan(Targets targets) {
        if (done.all("into").isEmpty() && done.all("kept").isEmpty()) {
            return Plan.nothing("this step restored nothing");
        }
        Database seen = targets.database(database);
        Plan plan = plan(seen.catalog("select datname as name from pg_catalog.pg_database", Map.of()).stream()
                .map(row -> (String) row.get("name"))
                .collect(Collectors.toSet()));
        boolean swaps = plan.effects().stream().anyMatch(Swap.class::isInstance);
        return swaps ? plan.with(plan.hazards(), Occupants.consents(seen)) : plan;
    }

    /** @param there the databases that are on the server */
    Plan plan(Set<String> there) {
        for (Done.Work work : done.effects()) {
            String kept = work.facts().get("kept");
            if (kept != null) {
                return swapped(work.facts(), kept, there);
            }
        }
        List<String> copies = done.all("into").stream().filter(there::contains).toList();
        return copies.isEmpty()
                ? Plan.nothing("the restored copy is gone already")
                : Plan.of(
                        Risk.DESTROYS,
                        copies.stream()
                                .map(copy -> RestorePlan.drop(database, copy, false))
                                .toList());
    }

    private Plan swapped(Map<String, String> facts, String kept, Set<String> there) {
        String name = facts.getOrDefault("name", "");
        String aside = facts.getOrDefault("fresh", "");
        if (!there.contains(kept) && there.contains(aside)) {
            return Plan.nothing("the name " + name + " is given back already");
        }
        if (!there.contains(kept)) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the database " + kept + " is gone: the name " + name + " can't be given back",
                    "",
                    "it was kept when the restored one got its name, and has been dropped or renamed since",
                    "restore from a backup, or skip this step with the reason");
        }
        return Plan.of(Risk.DESTROYS, List.of(new Swap(database, name, kept, aside, true)));
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.None();
    }
}
