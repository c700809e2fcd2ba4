package dev.handrail.index;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Done;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Quoting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Takes back what a step's constraint did: drops what it added, as far as it is there, and nothing that was before. */
record ConstraintBack(ConstraintAction forward, Done done) implements Action {
    @Override
    public String word() {
        return forward.word();
    }

    @Override
    public Risk ceiling() {
        return Risk.CHANGES;
    }

    @Override
    public List<TargetRef> touches() {
        return forward.touches();
    }

    @Override
    public Plan plan(Targets targets) {
        Database seen = targets.database(forward.database());
        Held held = Held.in(seen, forward.table());
        Altering altering = new Altering(forward.database(), forward.envelope(), held);
        List<Sql> effects = new ArrayList<>();
        List<String> added = new ArrayList<>(new LinkedHashSet<>(done.all(Altering.ADDED)));
        Collections.reverse(added); // a primary key before the columns that it needs
        for (String name : added) {
            held.rule(name)
                    .ifPresent(r -> effects.add(altering.sql(Map.of(), "drop constraint " + Quoting.name(name))));
        }
        for (String column : new LinkedHashSet<>(done.all(Altering.NULLABLE))) {
            if (held.column(column).notNull()) {
                effects.add(altering.sql(Map.of(), "alter column " + Quoting.name(column) + " drop not null"));
            }
        }
        Work work = new Work(forward.database(), forward.envelope());
        for (String index : new LinkedHashSet<>(done.all("created"))) {
            Existing.in(seen, index)
                    .filter(e -> e.constraint() == null)
                    .ifPresent(e -> effects.add(work.drop(e.schema(), e.name(), "", Map.of())));
        }
        return effects.isEmpty() ? Plan.nothing("what this step added is gone") : Plan.of(Risk.CHANGES, effects);
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.None();
    }
}
