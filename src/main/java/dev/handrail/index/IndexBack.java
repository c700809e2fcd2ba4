package dev.handrail.index;

import dev.handrail.index.IndexAction.Mode;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Done;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.util.List;

/** Takes back what a step's index did: drops what it built, builds what it dropped. */
record IndexBack(IndexAction forward, Done done) implements Action {
    @Override
    public String word() {
        return "index";
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
        if (PartitionedBack.concerns(done)) {
            Work work = new Work(forward.database(), forward.envelope());
            return new PartitionedBack(work, done).plan(targets.database(forward.database()));
        }
        return inverse(forward, done)
                .map(action -> action.plan(targets))
                .orElseGet(() -> Plan.nothing("this step built and dropped no index"));
    }

    /** What is to be done instead; empty where the step came to nothing. */
    static java.util.Optional<IndexAction> inverse(IndexAction forward, Done done) {
        return switch (forward.mode()) {
            case CREATE -> last(done, "created").map(name -> forward.with(Mode.DROP, name));
            case DROP -> last(done, "definition").map(text -> forward.with(Mode.CREATE, written(text)));
            case REPLACE ->
                last(done, "replaced")
                        .map(text -> forward.with(Mode.REPLACE, written(text)))
                        .or(() -> last(done, "created").map(name -> forward.with(Mode.DROP, name)));
        };
    }

    private static java.util.Optional<String> last(Done done, String fact) {
        List<String> all = done.all(fact);
        return all.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(all.get(all.size() - 1));
    }

    private static String written(String definition) {
        return Definition.byServer(definition).written();
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.None();
    }
}
