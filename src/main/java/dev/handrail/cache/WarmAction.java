package dev.handrail.cache;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.Warm.Shape;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.SqlText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cache filled from a query; components as in {@link dev.handrail.runbook.Warm}.
 */
public record WarmAction(
        String cache,
        String database,
        SqlText from,
        Shape shape,
        String key,
        Map<String, String> values,
        @Nullable Duration ttl,
        int batch,
        boolean replace)
        implements Action {
    @Override
    public String word() {
        return "warm";
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
