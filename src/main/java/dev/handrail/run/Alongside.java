package dev.handrail.run;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Step;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens beside a step's effects: its time limit and its watch. Either ends the effect at work. */
final class Alongside implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(50);
    private final RunContext context;
    private final Step step;
    private final String phase;
    private final int attempt;
    private final @Nullable Thread thread;
    private volatile boolean over;
    private volatile @Nullable Problem ended;

    Alongside(RunContext context, Step step, String phase, int attempt) {
        this.context = context;
        this.step = step;
        this.phase = phase;
        this.attempt = attempt;
        boolean needed = step.timeout() != null || (step.watch() != null && phase.equals("forward"));
        thread = needed ? new Thread(this::look, "handrail-watch") : null;
        if (thread != null) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Why the effects were ended, where it was this that ended them. */
    @Nullable
    Problem ended() {
        return ended;
    }

    private void look() {
        long begin = context.pauses().nanos();
        long nextLook = 0;
        int failures = 0;
        while (!over && ended == null) {
            long gone = context.pauses().millisSince(begin);
            Duration limit = step.timeout();
            if (limit != null && gone >= limit.toMillis()) {
                end(
                        "it took longer than its timeout of " + Durations.show(limit),
                        "raise the timeout, or find out why");
                return;
            }
            Step.Watch watch = step.watch();
            if (watch != null && gone >= nextLook) {
                failures = watched(watch, failures);
                nextLook = context.pauses().millisSince(begin) + watch.every().toMillis();
            }
            context.pauses().pause(TICK);
        }
    }

    private int watched(Step.Watch watch, int failures) {
        Judge judge = new Judge(context);
        for (Check check : watch.checks()) {
            Judged judged = judge.look(step, check);
            if (judged.failed() && !over) {
                judge.record(step, phase, attempt, check, "watch", judged, Duration.ZERO);
                if (failures + 1 > watch.tolerate()) {
                    end("the watch '" + check.title() + "' failed: " + judged.seen(), "find out why, then retry");
                }
                return failures + 1;
            }
        }
        return 0;
    }

    private void end(String why, String remedy) {
        ended = new Problem(ExitCode.FAILED, why, step.id(), "", remedy);
        context.interrupts().cancelNow(why);
    }

    @Override
    public void close() {
        over = true;
        if (thread != null) {
            Objects.requireNonNull(thread).interrupt();
            try {
                thread.join(2000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        context.interrupts().calm();
    }
}
