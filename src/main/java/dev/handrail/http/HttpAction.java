package dev.handrail.http;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request; components as in {@link dev.handrail.runbook.Request}.
 */
public record HttpAction(
        String service,
        String method,
        Text path,
        Map<String, Text> headers,
        @Nullable Text body,
        List<Expectation> expects,
        Map<String, String> captures,
        Map<String, String> hiddenCaptures)
        implements Action {
    @Override
    public String word() {
        return "http";
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
