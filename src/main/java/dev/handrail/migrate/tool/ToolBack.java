package dev.handrail.migrate.tool;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Delegated;
import dev.handrail.runbook.Done;
import dev.handrail.runbook.Ids;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes back what a step's migrator applied in this run, to exactly where the history was before, and no further. */
record ToolBack(ToolAction forward, Done done) implements Action {
    @Override
    public String word() {
        return "migrate";
    }

    @Override
    public Risk ceiling() {
        return Risk.DESTROYS;
    }

    @Override
    public List<TargetRef> touches() {
        return forward.touches();
    }

    @Override
    public Plan plan(Targets targets) {
        Set<String> ids = new LinkedHashSet<>();
        done.all(Delegated.PLANNED).forEach(lines -> ids.addAll(Ids.split(lines)));
        if (ids.isEmpty()) {
            return Plan.nothing("this step applied nothing");
        }
        Standing standing = Standing.of(forward.tool(), forward.project(), targets);
        return ToolAction.plan(
                standing,
                forward.tool().back(standing, ids),
                true,
                "nothing that this step applied is there any more",
                List.of());
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.None();
    }
}
