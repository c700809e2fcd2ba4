package dev.handrail.partition;

import dev.handrail.problem.Position;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Done;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Takes back what a step's partition did: drops what it created where it is empty, attaches what it detached. */
record PartitionBack(String database, String table, Envelope envelope, Done done) implements Action {
    /** What became of a partition since. */
    enum State {
        GONE,
        /** A table of its own. */
        DETACHED,
        ATTACHED_EMPTY,
        ATTACHED
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
        if (done.effects().stream().allMatch(work -> touched(work.facts()) == null)
                && done.all("excluded").isEmpty()
                && done.all("filling").isEmpty()
                && done.all("sealed").isEmpty()) {
            return Plan.nothing("this step created and retired no partition");
        }
        Database seen = targets.database(database);
        Table parent = new Catalog(seen).table(table);
        List<Sql> half = new GivingBack(work(), parent, done).effects();
        return plan(parent.qualified(), half, child -> Standing.of(seen, targets.values(), parent, child));
    }

    private static @org.jspecify.annotations.Nullable String touched(Map<String, String> facts) {
        return facts.getOrDefault("created", facts.getOrDefault("detached", facts.get("dropped")));
    }

    private Work work() {
        return new Work(database, envelope);
    }

    /** @param half what takes back work that stopped half-way */
    Plan plan(String parent, List<Sql> half, Function<String, State> states) {
        Work work = work();
        List<Sql> effects = new ArrayList<>(half);
        List<String> stays = new ArrayList<>();
        List<Done.Work> newestFirst = new ArrayList<>(done.effects());
        Collections.reverse(newestFirst);
        for (Done.Work one : newestFirst) {
            String child = touched(one.facts());
            if (child == null) {
                continue;
            }
            State state = states.apply(child);
            if (one.facts().containsKey("created")) {
                if (state == State.ATTACHED_EMPTY) {
                    effects.add(work.dropEmpty(parent, child));
                } else if (state != State.GONE) {
                    stays.add(child
                            + (state == State.ATTACHED
                                    ? " has rows and stays"
                                    : " is no partition any more, and stays"));
                }
            } else if (one.facts().containsKey("detached") && state == State.DETACHED) {
                effects.add(work.attach(parent, child, one.facts().getOrDefault("bound", "")));
            } else if (state == State.GONE) {
                stays.add(child + " was dropped, and can only come back from a backup");
            }
        }
        return effects.isEmpty()
                ? Plan.nothing(
                        stays.isEmpty() ? "nothing of what this step did is there any more" : String.join("; ", stays))
                : Plan.of(Risk.CHANGES, effects).with(hazards(stays), List.of());
    }

    private static List<Hazard> hazards(List<String> stays) {
        return stays.stream()
                .map(what -> new Hazard("partition-stays", what, "look at it by hand", Position.NOWHERE))
                .toList();
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.None();
    }
}
