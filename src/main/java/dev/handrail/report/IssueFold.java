package dev.handrail.report;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Gathers what went wrong in a run, and what became of each. */
final class IssueFold {
    private static final Set<String> WRONG = Set.of("failed", "unknown", "stopped");

    private final List<Issue> all = new ArrayList<>();
    private final Map<String, String> remedied = new LinkedHashMap<>();
    private boolean fresh;

    /** One that is not settled yet has no resolution. */
    private static final class Issue {
        private final Instant at;
        private final String step;
        private final String phase;
        private final int attempt;
        private final String effect;
        private final String what;
        private final Set<String> resolution = new LinkedHashSet<>();
        private int times = 1;
        private boolean settled;

        Issue(Instant at, String step, String phase, int attempt, String effect, String what) {
            this.at = at;
            this.step = step;
            this.phase = phase;
            this.attempt = attempt;
            this.effect = effect;
            this.what = what;
        }

        void settle(String how) {
            resolution.add(how);
            settled = true;
        }

        RunReport.Issue report() {
            String often = times == 1 ? what : what + " (" + times + " times)";
            return new RunReport.Issue(at, step, often, String.join("; ", resolution), settled);
        }
    }

    void take(Entry entry) {
        Event event = entry.event();
        if (event instanceof Event.EffectFinished finished) {
            effect(entry.at(), finished);
        } else if (event instanceof Event.EffectReconciled reconciled) {
            open(reconciled.step())
                    .forEach(issue -> issue.resolution.add(
                            "established: " + reconciled.verdict() + ", " + reconciled.evidence()));
        } else if (event instanceof Event.CheckJudged judged) {
            judged(entry.at(), judged);
        } else if (event instanceof Event.StepDecided decided) {
            decided(decided);
        } else if (event instanceof Event.StepFinished finished) {
            finished(entry.at(), finished);
        } else if (event instanceof Event.RunPaused paused) {
            paused(entry.at(), paused);
        } else if (event instanceof Event.RunFinished finished
                && finished.state().equals("taken-back")) {
            all.stream().filter(issue -> !issue.settled).forEach(issue -> issue.settle("the run was taken back"));
        } else if (event instanceof Event.RunResumed resumed) {
            open("").forEach(issue -> issue.settle(resumed.command() + " by " + resumed.operator()));
            fresh = false;
        }
    }

    private List<Issue> open(String step) {
        return all.stream().filter(i -> i.step.equals(step) && !i.settled).toList();
    }

    private void add(Instant at, String step, String phase, int attempt, String effect, String what) {
        all.add(new Issue(at, step, phase, attempt, effect, what));
        fresh = true;
    }

    /** What is tried again within its attempt stands here once. */
    private void effect(Instant at, Event.EffectFinished effect) {
        List<Issue> tried = open(effect.step()).stream()
                .filter(i -> i.effect.equals(effect.effect()) && i.attempt == effect.attempt())
                .toList();
        if (effect.state().equals("done")) {
            tried.forEach(issue -> issue.settle("tried again by itself, and done"));
        } else if (tried.isEmpty()) {
            String what = effect.kind() + " " + effect.state() + why(effect.why());
            add(at, effect.step(), effect.phase(), effect.attempt(), effect.effect(), what);
        } else {
            tried.get(tried.size() - 1).times++;
        }
    }

    private static String why(@org.jspecify.annotations.Nullable String why) {
        return why == null || why.isBlank() ? "" : ": " + why;
    }

    private void judged(Instant at, Event.CheckJudged judged) {
        if (judged.verdict().equals("warn")) {
            boolean known = all.stream()
                    .anyMatch(i -> i.step.equals(judged.step()) && i.effect.equals("warns " + judged.check()));
            if (!known) {
                add(
                        at,
                        judged.step(),
                        judged.phase(),
                        judged.attempt(),
                        "warns " + judged.check(),
                        judged.check() + " warned: seen " + judged.seen() + ", expected " + judged.expected());
                all.get(all.size() - 1).settle("a warning stops nothing");
            }
        } else if (judged.role().equals("require") && judged.verdict().equals("fail")) {
            String what = judged.check() + " does not hold: seen " + judged.seen() + ", expected " + judged.expected();
            add(at, judged.step(), judged.phase(), judged.attempt(), "", what);
        }
    }

    private void decided(Event.StepDecided decided) {
        String by = (decided.by() == null ? "" : " by " + decided.by()) + why(decided.reason());
        switch (decided.decision()) {
            case "skip" -> open(decided.step()).forEach(issue -> issue.settle("left out" + by));
            case "by-hand" -> open(decided.step()).forEach(issue -> issue.settle("marked as done" + by));
            case "override" -> open(decided.step()).forEach(issue -> issue.settle("overridden" + by));
            default -> {}
        }
    }

    private void finished(Instant at, Event.StepFinished finished) {
        String step = finished.step();
        if (WRONG.contains(finished.state())) {
            List<Issue> cause = open(step).stream()
                    .filter(i -> i.attempt == finished.attempt() && i.phase.equals(finished.phase()))
                    .toList();
            all.removeAll(cause); // the step's own words say it, with where and why
            add(at, step, finished.phase(), finished.attempt(), "", words(finished));
        } else if (finished.phase().equals("remedy")) {
            remedied.put(step, "remedied, then ");
        } else if (finished.state().equals("rolled-back")) {
            open(step).forEach(issue -> issue.settle("taken back" + why(finished.why())));
        } else if (finished.state().equals("done")) {
            String how = Objects.requireNonNullElse(remedied.remove(step), "");
            open(step).forEach(issue -> issue.settle(how + "done in attempt " + finished.attempt()));
        } else {
            open(step).forEach(issue -> issue.settle(finished.state() + why(finished.why())));
        }
    }

    private static String words(Event.StepFinished finished) {
        String phase = finished.phase().equals("forward") ? "" : finished.phase() + " ";
        String why = finished.problem() == null ? "" : finished.problem().getOrDefault("why", "");
        String what = phase + finished.state() + why(finished.why());
        return why.isBlank() || what.contains(why) ? what : what + " - " + why;
    }

    /** A pause that no step's failure explains; the operator's own is none. */
    private void paused(Instant at, Event.RunPaused paused) {
        boolean wanted = paused.exit() == 0 || paused.exit() == 3;
        if (!wanted && !fresh) {
            add(at, "", "", 0, "", "the run paused, exit " + paused.exit() + why(paused.why()));
        }
    }

    List<RunReport.Issue> issues() {
        return all.stream().map(Issue::report).toList();
    }
}
