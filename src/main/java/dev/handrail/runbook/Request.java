package dev.handrail.runbook;

import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request to a declared service.
 *
 * @param path relative to the service's base URL
 * @param body null: none
 * @param expects judged on the answer; empty: any status from 200 to 299
 * @param captures JSON paths by the name under which their value is kept
 * @param hiddenCaptures the same, kept in memory only
 */
public record Request(
        String service,
        String method,
        Text path,
        Map<String, Text> headers,
        @Nullable Text body,
        List<Expectation> expects,
        Map<String, String> captures,
        Map<String, String> hiddenCaptures)
        implements Effect {
    public Request {
        headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        expects = List.copyOf(expects);
        captures = Map.copyOf(captures);
        hiddenCaptures = Map.copyOf(hiddenCaptures);
    }

    @Override
    public String kind() {
        return "request";
    }

    @Override
    public TargetRef target() {
        return TargetRef.service(service);
    }

    @Override
    public Semantics semantics() {
        return method.equals("GET") || method.equals("HEAD") ? Semantics.READS : Semantics.ONCE;
    }

    @Override
    public String provenBy() {
        return "";
    }

    @Override
    public String promise() {
        return semantics() == Semantics.READS
                ? semantics().shown("")
                : "once, each time with the same Idempotency-Key; you are asked when its end is unknown";
    }

    @Override
    public List<String> show() {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + path.show() + " on " + service);
        headers.forEach((name, value) -> lines.add("  " + name + ": " + value.show()));
        if (body != null) {
            body.show().lines().forEach(line -> lines.add("  " + line));
        }
        expects.forEach(e -> lines.add("  expects " + e.show()));
        return lines;
    }
}
