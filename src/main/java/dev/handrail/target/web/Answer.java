package dev.handrail.target.web;

import dev.handrail.runbook.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a server answered.
 *
 * @param body as text; its first part where it was longer than {@link BoundedBody#MOST}
 * @param ms from the request to the body's end
 */
record Answer(int status, Map<String, List<String>> headers, String body, long ms) {
    boolean ok() {
        return status >= 200 && status <= 299;
    }

    Reading reading() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("status", (long) status);
        facts.put("ms", ms);
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
