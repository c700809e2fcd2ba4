package dev.handrail.target.web;

import dev.handrail.runbook.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param body as text; its first part where it was longer than {@link BoundedBody#MOST}
 * @param ms from the request to the body's end
 * @param certificate until when the server's certificate is valid; null: it showed none
 */
record Answer(
        int status,
        Map<String, List<String>> headers,
        String body,
        long ms,
        @Nullable Instant certificate) {
    /** Without TLS. */
    Answer(int status, Map<String, List<String>> headers, String body, long ms) {
        this(status, headers, body, ms, null);
    }

    boolean ok() {
        return status >= 200 && status <= 299;
    }

    Reading reading() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("status", (long) status);
        facts.put("ms", ms);
        if (certificate != null) {
            facts.put("certificate", certificate.toString());
        }
        headers.forEach(
                (name, values) -> facts.put("header." + name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        Reading body = Reading.of(body());
        return new Reading(body.columns(), body.rows(), body.total(), facts);
    }

    /** The body's beginning on few lines, for an error. */
    String excerpt() {
        String text = body.strip();
        return text.length() <= 500 ? text : text.substring(0, 500) + " …";
    }
}
