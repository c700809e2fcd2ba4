package dev.handrail.target.backup;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import dev.handrail.target.store.Watch;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Tells how far files are on their way, and ends it when the operator asks for it. */
final class Moving implements Watch {
    private final Execution execution;
    private final long total;
    private final String doing;
    private final AtomicLong moved = new AtomicLong();

    Moving(Execution execution, long total, String doing) {
        this.execution = execution;
        this.total = total;
        this.doing = doing;
    }

    @Override
    public void moved(long bytes) {
        execution.progress(new Progress(moved.addAndGet(bytes), total, "bytes", doing));
    }

    @Override
    public boolean stopped() {
        return execution.cancelled();
    }

    /** @throws EffectFailure cancelled, where it was ended */
    <T> T ended(Supplier<T> work) {
        try {
            return work.get();
        } catch (CancellationException e) {
            throw EffectFailure.cancelled(execution.cancelReason());
        }
    }
}
