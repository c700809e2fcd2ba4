package dev.handrail.partition;

import dev.handrail.hazard.catalogue.Danger;
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
        if (done.effects().stream().allMatch(work -> touched(work.facts()).isEmpty())
                && done.all("excluded").isEmpty()
                && done.all("filling").isEmpty()
                && done.all("sealed").isEmpty()) {
            return Plan.nothing("this step created and retired no partition");
        }
        Database seen = targets.database(database);
        Table parent = new Catalog(seen).table(table);
        List<Sql> half = new GivingBack(work(), parent, done).effects();
        Plan plan = plan(parent.qualified(), half, child -> Standing.of(seen, targets.values(), parent, child));
        return parent.fallback() == null ? plan : besideDefault(plan, parent.fallback());
    }

    /** On the way back the default partition may hold rows by now: only the attach itself can tell. */
    private static Plan besideDefault(Plan plan, Fallback fallback) {
        boolean attaches = plan.effects().stream()
                .anyMatch(e -> e instanceof Sql sql && sql.facts().containsKey("attached"));
        if (!attaches) {
            return plan;
        }
        List<Hazard> hazards = new ArrayList<>(plan.hazards());
        hazards.add(Danger.FALLBACK_READ.seen(
                "the default partition " + fallback.qualified() + " is read from end to end, under a lock that keeps"
                        + " everybody else out of it, for each partition that is attached again",
                "do it while nobody needs it, or leave them detached"));
        return plan.with(hazards, plan.consents());
    }

    /**
     * A partition that was touched.
     *
     * @param how {@code created}, {@code detached} or {@code dropped}
     */
    private record Touched(String how, String child, String bound) {}

    /** The last one first. */
    private static List<Touched> touched(Map<String, String> facts) {
        List<Touched> touched = new ArrayList<>();
        for (int i = 1; facts.containsKey(i == 1 ? "created" : "created " + i); i++) {
            touched.add(0, new Touched("created", facts.get(i == 1 ? "created" : "created " + i), ""));
        }
        for (String how : List.of("detached", "dropped")) {
            if (facts.containsKey(how)) {
                touched.add(new Touched(how, facts.get(how), facts.getOrDefault("bound", "")));
            }
        }
        return touched;
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
        newestFirst.stream().flatMap(one -> touched(one.facts()).stream()).forEach(one -> {
            State state = states.apply(one.child());
            if (one.how().equals("created") && state == State.ATTACHED_EMPTY) {
                effects.add(work.dropEmpty(parent, one.child()));
            } else if (one.how().equals("detached") && state == State.DETACHED) {
                effects.add(work.attach(parent, one.child(), one.bound()));
            } else {
                stays.addAll(stays(one, state));
            }
        });
        return effects.isEmpty()
                ? Plan.nothing(
                        stays.isEmpty() ? "nothing of what this step did is there any more" : String.join("; ", stays))
                : Plan.of(Risk.CHANGES, effects).with(hazards(stays), List.of());
    }

    private static List<String> stays(Touched one, State state) {
        if (!one.how().equals("created")) {
            return state == State.GONE
                    ? List.of(one.child() + " was dropped, and can only come back from a backup")
                    : List.of();
        }
        return switch (state) {
            case GONE -> List.of();
            case DETACHED -> List.of(one.child() + " is no partition any more, and stays");
            default -> List.of(one.child() + " has rows and stays");
        };
    }

    private static List<Hazard> hazards(List<String> stays) {
        return stays.stream()
                .map(what -> Danger.PARTITION_STAYS.seen(what, "look at it by hand"))
                .toList();
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.None();
    }
}
