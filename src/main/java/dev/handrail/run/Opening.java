package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.journal.Journal;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Guard;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.TargetKind;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.WayBack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What has to be settled before the first step of a run, new or resumed. */
public final class Opening {
    private Opening() {}

    /** The first record of a run. */
    public static void begin(Journal journal, Event.RunStarted started) {
        journal.append(started, true);
    }

    /** The first record of a later session, possibly of another person on another machine. */
    public static void again(Journal journal, Event.RunResumed resumed) {
        journal.append(resumed, true);
    }

    /**
     * The databases and caches that a runbook may change, on any of its ways; this machine, where it changes
     * something but neither of those.
     */
    public static List<TargetRef> changed(Runbook runbook) {
        Set<TargetRef> changed = new LinkedHashSet<>();
        Stream.concat(runbook.steps(), runbook.recoveries().stream().flatMap(r -> r.steps().stream()))
                .filter(step -> step.ceiling() != Risk.READS || step.wayBack() instanceof WayBack.By)
                .map(Step::action)
                .filter(java.util.Objects::nonNull)
                .map(Action::touches)
                .flatMap(List::stream)
                .filter(t -> t.kind() == TargetKind.DATABASE || t.kind() == TargetKind.CACHE)
                .forEach(changed::add);
        if (changed.isEmpty() && runbook.steps().anyMatch(step -> step.ceiling() != Risk.READS)) {
            changed.add(TargetRef.HOST);
        }
        return new ArrayList<>(changed);
    }

    /** The databases and caches that steps look at or change. */
    public static List<TargetRef> touched(List<Step> steps) {
        Set<TargetRef> touched = new LinkedHashSet<>();
        for (Step step : steps) {
            if (step.action() != null) {
                touched.addAll(step.action().touches());
            }
            Stream.concat(step.checks().stream(), step.requires().stream())
                    .forEach(c -> touched.add(c.question().target()));
        }
        return new ArrayList<>(touched);
    }

    /**
     * Takes the targets for one run.
     *
     * @throws Problem exit 5 where another run holds one now, exit 4 where one is half-done by another run
     */
    public static void take(Guard guard, List<TargetRef> changed, Guard.Holder holder) {
        if (changed.isEmpty()) {
            return;
        }
        guard.lock(changed, holder);
        for (TargetRef target : changed) {
            Optional<Guard.Holder> open = guard.openRun(target, holder.run());
            if (open.isPresent()) {
                Guard.Holder other = open.get();
                throw new Problem(
                        ExitCode.UNDECIDED,
                        "run " + other.run() + " of " + other.runbook() + " is open on " + target,
                        "opened by " + other.operator() + " on " + other.host() + " at " + other.since(),
                        "a run on top of a half-done one would not know what is there",
                        "handrail resume " + other.run() + "\nhandrail rollback " + other.run() + "\nhandrail abandon "
                                + other.run() + " --reason TEXT");
            }
        }
    }

    /** What differs from what the run was started with, for people; empty where nothing does. */
    public static List<String> differences(Event.RunStarted started, Runbook runbook, Map<String, String> targetsNow) {
        List<String> differences = new ArrayList<>();
        if (!started.digest().equals(runbook.digest())) {
            Map<String, String> before = new LinkedHashMap<>(started.files());
            runbook.files().forEach((file, digest) -> {
                String old = before.remove(file);
                if (old == null) {
                    differences.add("file " + file + " is new");
                } else if (!old.equals(digest)) {
                    differences.add("file " + file + " was changed");
                }
            });
            before.keySet().forEach(file -> differences.add("file " + file + " is gone"));
            if (differences.isEmpty()) {
                differences.add("the inputs differ");
            }
        }
        started.targets().forEach((target, identity) -> {
            String now = targetsNow.get(target);
            if (now != null && !now.equals(identity)) {
                differences.add(target + " was " + identity + ", is " + now);
            }
        });
        return differences;
    }

    /** @throws Problem exit 4 where the operator does not accept them */
    public static void accept(Operator operator, String run, List<String> differences) {
        if (!differences.isEmpty() && !operator.accepts(differences)) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    "what run " + run + " was started with is no longer so",
                    String.join("\n", differences),
                    "nothing was touched",
                    "put it back as it was, or resume in a terminal and agree to it, or: handrail abandon " + run
                            + " --reason TEXT");
        }
    }
}
