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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
     * @param remedy what can be done about another run that is open on one of them
     * @throws Problem exit 5 where another run holds one now, exit 4 where one is half-done by another run
     */
    public static void take(
            Guard guard, List<TargetRef> changed, Guard.Holder holder, Function<Guard.Holder, String> remedy) {
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
                        remedy.apply(other));
            }
        }
    }

    /**
     * Closes a run whose journal is lost: the targets' note of it is taken away, and a journal that says so is begun
     * and ended under its id.
     *
     * @param targets those that may have the note; they are locked, so nobody is at work on the run
     * @param journal makes the journal
     * @return who had opened it
     * @throws Problem exit 2 where no target names it
     */
    public static Guard.Holder closeLost(
            Guard guard,
            List<TargetRef> targets,
            Supplier<Journal> journal,
            Event.RunStarted started,
            Guard.Holder holder,
            String reason) {
        Guard.Holder opener = targets.stream()
                .flatMap(target -> guard.openRun(target, "").stream())
                .filter(other -> other.run().equals(holder.run()))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        ExitCode.WRONG,
                        "no target names run " + holder.run() + " as open",
                        targets.stream().map(TargetRef::toString).collect(Collectors.joining(", ")),
                        "",
                        "there is nothing to clear; check the run's id, the runbook and --env"));
        guard.lock(targets, holder); // after that the note may be ours
        try (Journal made = journal.get()) {
            made.append(started, true);
            guard.release(holder.run());
            String why = "its journal was lost; it was opened by " + opener.operator() + " on " + opener.host() + " at "
                    + opener.since() + ". " + reason;
            made.append(new Event.RunFinished("abandoned", ExitCode.DONE.status(), why, List.of(), false), true);
        }
        return opener;
    }

    /**
     * Every change needs a decision.
     *
     * @return the reasons by the kind of change
     * @throws Problem exit 4, naming what differs and the option that accepts it, where the operator does not
     */
    public static Map<String, String> accept(Operator operator, String run, List<Change> changes) {
        Map<String, String> reasons = new LinkedHashMap<>();
        List<Change> refused = new ArrayList<>();
        for (Change change : changes) {
            Optional<String> reason = refused.isEmpty() ? operator.accepts(change) : Optional.empty();
            reason.ifPresentOrElse(why -> reasons.put(change.kind().word(), why), () -> refused.add(change));
        }
        if (!refused.isEmpty()) {
            throw refused(run, refused);
        }
        return reasons;
    }

    private static Problem refused(String run, List<Change> refused) {
        return new Problem(
                ExitCode.UNDECIDED,
                "not everything is as it was when run " + run + " was last at work",
                refused.stream().flatMap(c -> c.what().stream()).collect(Collectors.joining("\n")),
                "going on all the same is a decision, and nobody took it",
                "put it back as it was, or agree to it with the reason: "
                        + refused.stream().map(Change::option).collect(Collectors.joining(" ")) + "\nhandrail abandon "
                        + run + " --reason TEXT");
    }
}
