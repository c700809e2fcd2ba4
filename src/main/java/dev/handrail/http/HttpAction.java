package dev.handrail.http;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Request;
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
        return reads() ? Risk.READS : Risk.CHANGES;
    }

    private boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    @Override
    public List<TargetRef> touches() {
        return List.of(TargetRef.service(service));
    }

    /** Sends nothing: what a request would do can't be asked. That the service is bound is seen here. */
    @Override
    public Plan plan(Targets targets) {
        targets.service(service).base();
        Request request = new Request(service, method, path, headers, body, expects, captures, hiddenCaptures);
        return Plan.of(ceiling(), List.of(request));
    }

    @Override
    public WayBack wayBack() {
        return reads() ? new WayBack.Nothing("it only reads") : new WayBack.None();
    }
}
