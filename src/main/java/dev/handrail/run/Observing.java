package dev.handrail.run;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Observe;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Progress;
import dev.handrail.runbook.Step;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Looks again and again: waits for a time, until checks hold, or watches them for a while. */
final class Observing {
    private final RunContext context;
    private final Judge judge;

    Observing(RunContext context) {
        this.context = context;
        this.judge = new Judge(context);
    }

    Outcome perform(Step step, Observe observe, Work work) {
        work.started(Map.of());
        work.onCancel(() -> {});
        if (observe.checks().isEmpty()) {
            waitFor(observe.lasting(), work);
            return Outcome.DONE;
        }
        return observe.until() ? until(step, observe, work) : new Monitoring(context, step, observe, work).watch();
    }

    private void waitFor(Duration time, Work work) {
        boolean over = context.waited(
                time,
                work::cancelled,
                gone -> work.progress(new Progress(gone / 1000, time.toSeconds(), "s", "waiting")));
        if (!over) {
            stopIfAsked(work);
        }
    }

    private static void stopIfAsked(Work work) {
        if (work.cancelled()) {
            throw EffectFailure.cancelled(work.cancelReason());
        }
    }

    private Outcome until(Step step, Observe observe, Work work) {
        long begin = context.pauses().nanos();
        long looks = 0;
        while (true) {
            looks++;
            List<Judged> judged =
                    observe.checks().stream().map(c -> judge.look(step, c)).toList();
            stopIfAsked(work);
            List<String> failed = Judge.failed(judged);
            boolean over =
                    context.pauses().millisSince(begin) >= observe.lasting().toMillis();
            if (failed.isEmpty() || over) {
                record(step, observe, work, judged, "until");
            }
            if (failed.isEmpty()) {
                return Outcome.counted("looks", looks);
            }
            if (over) {
                throw EffectFailure.failed(
                        "it still does not hold after " + Durations.show(observe.lasting()) + ": " + seen(judged),
                        step.id(),
                        "",
                        "find out why, then retry; atMost gives it more time");
            }
            waitFor(every(observe), work);
        }
    }

    private static Duration every(Observe observe) {
        return Objects.requireNonNullElse(observe.every(), Duration.ofSeconds(2));
    }

    private void record(Step step, Observe observe, Work work, List<Judged> judged, String role) {
        for (int i = 0; i < judged.size(); i++) {
            judge.record(
                    step, work.phase(), work.attempt(), observe.checks().get(i), role, judged.get(i), Duration.ZERO);
        }
    }

    private static String seen(List<Judged> judged) {
        return String.join(
                "; ",
                judged.stream()
                        .filter(Judged::failed)
                        .map(j -> j.title() + ": " + j.seen())
                        .toList());
    }
}
