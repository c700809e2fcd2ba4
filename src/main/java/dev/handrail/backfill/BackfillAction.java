package dev.handrail.backfill;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many rows changed in small transactions.
 *
 * @param key the unique column to walk; null: the primary key
 */
public record BackfillAction(
        String database,
        String table,
        String set,
        @Nullable String where,
        int batch,
        Duration pause,
        @Nullable Duration whileLagBelow,
        @Nullable String key,
        Envelope envelope)
        implements Action {
    @Override
    public String word() {
        return "backfill";
    }

    @Override
    public Risk ceiling() {
        throw new IllegalStateException("not written");
    }

    @Override
    public List<TargetRef> touches() {
        throw new IllegalStateException("not written");
    }

    @Override
    public Plan plan(Targets targets) {
        throw new IllegalStateException("not written");
    }

    @Override
    public WayBack wayBack() {
        throw new IllegalStateException("not written");
    }
}
