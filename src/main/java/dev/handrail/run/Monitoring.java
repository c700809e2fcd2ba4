package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Observe;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Progress;
import dev.handrail.runbook.Step;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** One watch over some questions for some time: goes on with what is left of it after a stop or a crash. */
final class Monitoring {
    private static final long KEEPS = Duration.ofSeconds(10).toMillis();
    /** A longer value, such as a page, would hide the other questions. */
    private static final int SHORT = 12;

    private final RunContext context;
    private final Judge judge;
    private final Step step;
    private final Observe observe;
    private final Work work;
    private final Map<Check, Seen> seen = new LinkedHashMap<>();
    private final long before;
    private final long begin;
    private long kept;
    private long looks;

    /** How a check stood when it was last asked, and how often in a row it failed. */
    private record Seen(Judged judged, int failures) {}

    Monitoring(RunContext context, Step step, Observe observe, Work work) {
        this.context = context;
        this.judge = new Judge(context);
        this.step = step;
        this.observe = observe;
        this.work = work;
        this.before = context.state().step(step.id()).reached(work.phase(), work.effect());
        this.kept = before;
        this.begin = context.pauses().nanos();
    }

    Outcome watch() {
        if (before > 0) {
            work.said("goes on after " + shown(before) + " of " + Durations.show(observe.lasting()));
        }
        do {
            looks++;
            observe.checks().forEach(this::look);
            progress(gone());
            pause();
        } while (gone() < observe.lasting().toMillis());
        return Outcome.counted("looks", looks);
    }

    /** With the time of earlier sessions. */
    private long gone() {
        return before + context.pauses().millisSince(begin);
    }

    private static String shown(long ms) {
        return Durations.show(Duration.ofMillis(ms));
    }

    private void look(Check check) {
        Judged now = judge.look(step, check);
        stopIfAsked();
        Seen last = seen.get(check);
        int failures = now.failed() ? (last == null ? 0 : last.failures()) + 1 : 0;
        seen.put(check, new Seen(now, failures));
        if (last == null || last.judged().verdict() != now.verdict()) {
            judge.record(step, work.phase(), work.attempt(), check, "monitor", now, Duration.ZERO);
        }
        if (failures > observe.tolerate()) {
            throw new EffectFailure(EffectFailure.Kind.FAILED, fell(now, failures));
        }
    }

    private Problem fell(Judged now, int failures) {
        return new Problem(
                ExitCode.FAILED,
                now.title() + " does not hold: " + now.seen()
                        + (failures > 1 ? ", " + failures + " times in a row" : ""),
                step.id(),
                "expected " + now.expected(),
                "find out why, then retry or go back");
    }

    private void pause() {
        Duration every = observe.every() == null ? Duration.ofSeconds(2) : observe.every();
        long rest = Math.max(0, observe.lasting().toMillis() - gone());
        Duration next = Duration.ofMillis(Math.min(every.toMillis(), rest));
        boolean over = context.waited(next, work::cancelled, ms -> progress(gone()));
        if (!over) {
            stopIfAsked();
        }
        if (gone() - kept >= KEEPS) {
            keep();
        }
    }

    private void stopIfAsked() {
        if (work.cancelled()) {
            keep();
            throw EffectFailure.cancelled(work.cancelReason());
        }
    }

    /** Now and then, so that a crash costs little of the time. */
    private void keep() {
        kept = gone();
        context.journal()
                .append(new Event.EffectReached(step.id(), work.phase(), work.attempt(), work.effect(), kept), false);
    }

    private void progress(long gone) {
        work.progress(new Progress(gone / 1000, observe.lasting().toSeconds(), "s", "watching", states()));
    }

    /** How each question stands, the worst first, for what does not fit is cut: {@code health ok, lookups FAIL 0.031 (2 of 3)}. */
    private String states() {
        return seen.values().stream()
                .sorted(Comparator.comparing((Seen s) -> s.judged().verdict()).reversed())
                .map(this::state)
                .collect(Collectors.joining(", "));
    }

    private String state(Seen seen) {
        Judged judged = seen.judged();
        String title = judged.title() + " ";
        return switch (judged.verdict()) {
            case PASS -> title + (judged.seen().length() <= SHORT ? "ok " + judged.seen() : "ok");
            case WARN -> title + "WARN " + judged.seen();
            case FAIL -> title + "FAIL " + seen.failures() + " of " + (observe.tolerate() + 1) + ": " + judged.seen();
        };
    }
}
