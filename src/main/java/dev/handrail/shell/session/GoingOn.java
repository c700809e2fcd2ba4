package dev.handrail.shell.session;

import dev.handrail.journal.Copies;
import dev.handrail.journal.Event;
import dev.handrail.journal.Journal;
import dev.handrail.journal.RunState;
import dev.handrail.run.Agreed;
import dev.handrail.run.Change;
import dev.handrail.run.Differences;
import dev.handrail.run.Elsewhere;
import dev.handrail.run.LostCommits;
import dev.handrail.run.Opening;
import dev.handrail.run.Operator;
import dev.handrail.run.Planner;
import dev.handrail.runbook.Guard;
import dev.handrail.runbook.Step;
import dev.handrail.shell.help.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a run may be gone on with: everything that differs from when it was last at work is decided first.
 *
 * @param handed true where who calls has the run by its key or by a file that was handed over
 */
record GoingOn(Session session, Stage stage, Journal journal, Operator operator, boolean handed) {
    /**
     * @return the record with which the run goes on
     * @throws dev.handrail.problem.Problem exit 4 where a decision is missing, exit 8 where it went on elsewhere
     */
    Event.RunResumed decided(String command, Guard.Holder holder) {
        RunState state = journal.state();
        List<String> otherwise =
                new ArrayList<>(new Elsewhere(journal.run(), stage.runbook(), stage.targets()).unknownHere(state));
        otherwise.addAll(new LostCommits(journal.run(), stage.runbook(), stage.targets()).of(state));
        Map<String, String> now =
                new Preflight(stage).identities(stage.runbook().steps().toList());
        Differences differences = new Differences(state, stage.runbook(), now);
        List<Change> changes = new ArrayList<>(differences.all());
        if (!otherwise.isEmpty()) {
            changes.add(new Change(Change.Kind.TARGET, otherwise));
        }
        List<String> unlike = command.equals("resume") ? unlikePlanned(state) : List.of();
        if (!unlike.isEmpty()) {
            changes.add(new Change(Change.Kind.PLAN, unlike));
        }
        List<String> others = others(state, holder);
        if (!others.isEmpty()) {
            changes.add(new Change(Change.Kind.OPERATOR, others));
        }
        Map<String, String> reasons = Opening.accept(operator, journal.run(), changes);
        boolean same = differences.now().equals(state.basis());
        return new Event.RunResumed(
                holder.operator(),
                holder.host(),
                Version.number(),
                command,
                changes.stream().flatMap(change -> change.what().stream()).toList(),
                reasons.isEmpty() ? null : reasons,
                same ? null : differences.now().fields());
    }

    /** What the steps that are left would do, where that is not what the plan says to which the run is held. */
    private List<String> unlikePlanned(RunState state) {
        List<String> unlike = new ArrayList<>();
        List<Step> left = stage.runbook()
                .steps()
                .filter(step -> !state.step(step.id()).settled())
                .toList();
        state.plan()
                .map(Agreed::of)
                .ifPresent(agreed -> agreed.against(
                                new Planner(stage.environment().name(), stage.targets()).plan(left),
                                Agreed.Held.of(journal.run(), state))
                        .forEach((step, differs) -> differs.forEach(line -> unlike.add(step + "  " + line))));
        return unlike;
    }

    /**
     * Whoever else has, or may have, the run. A pipeline that names the run's key or its file is meant to have it,
     * whatever machine and user it finds itself on; a person is asked all the same.
     */
    private List<String> others(RunState state, Guard.Holder holder) {
        List<String> others = new ArrayList<>();
        if (handed && !session.attended()) {
            return others;
        }
        if (!RunState.person(state.operator()).equals(RunState.person(holder.operator()))) {
            others.add("opened by " + state.operator() + " on " + state.host());
        }
        if (!handed && !Copies.taken(journal.folder())) {
            state.exported()
                    .ifPresent(export -> others.add("handed over by " + export.operator() + " on " + export.host()
                            + " with " + export.file() + ": whoever has that file may have gone on"));
        }
        return others;
    }

    /** Of a run that is only closed nothing has to be as it was. */
    static Event.RunResumed closing(Guard.Holder holder) {
        return new Event.RunResumed(
                holder.operator(), holder.host(), Version.number(), "abandon", List.of(), null, null);
    }
}
