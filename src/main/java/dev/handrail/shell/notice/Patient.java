package dev.handrail.shell.notice;

import dev.handrail.run.Asked;
import dev.handrail.run.Change;
import dev.handrail.run.Decision;
import dev.handrail.run.Failed;
import dev.handrail.run.Operator;
import dev.handrail.run.OutOfTime;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Step;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Somebody who is asked, and of whom the channels hear when the answer takes long. */
public record Patient(Operator person, Notices notices, Duration patience, ScheduledExecutorService clock)
        implements Operator {
    /** @param patience how long a question may stand before it is told */
    public static Patient of(Operator person, Notices notices, Duration patience) {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "notify waits");
            thread.setDaemon(true);
            return thread;
        });
        clock.setKeepAliveTime(10, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setRemoveOnCancelPolicy(true);
        return new Patient(person, notices, patience, clock);
    }

    private <T> T asked(String what, Supplier<T> question) {
        ScheduledFuture<?> late =
                clock.schedule(() -> notices.waits(what, patience), patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return question.get();
        } finally {
            late.cancel(false);
        }
    }

    private static String shown(Step step) {
        return step.title().equals(step.id()) ? step.id() : step.id() + " - " + step.title();
    }

    @Override
    public String name() {
        return person.name();
    }

    @Override
    public Decision decide(Asked asked) {
        return asked(shown(asked.step()), () -> person.decide(asked));
    }

    @Override
    public Choice failed(Failed failed) {
        String what = shown(failed.step()) + " FAILED: " + failed.problem().what();
        return asked(what, () -> person.failed(failed));
    }

    @Override
    public Verdict unknown(Step step, Started started, String evidence) {
        return asked("what became of " + shown(step), () -> person.unknown(step, started, evidence));
    }

    @Override
    public Verdict unforeseen(Step step, Started started, String evidence) {
        return asked("what became of " + shown(step), () -> person.unforeseen(step, started, evidence));
    }

    @Override
    public boolean consents(Step step, Consent consent) {
        return asked(shown(step) + ": consent to " + consent.kind(), () -> person.consents(step, consent));
    }

    @Override
    public boolean agreedAhead(Step step, String kind) {
        return person.agreedAhead(step, kind);
    }

    @Override
    public Optional<String> accepts(Change change) {
        return asked("something is not as it was: " + change.kind().word(), () -> person.accepts(change));
    }

    @Override
    public OutOfTime.Then outOfTime(OutOfTime late) {
        return asked(shown(late.step()) + ": " + late.why(), () -> person.outOfTime(late));
    }
}
