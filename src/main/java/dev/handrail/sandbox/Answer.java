package dev.handrail.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * How a stand-in answers what matches.
 *
 * @param left how often it still answers; -1: always
 */
record Answer(Pattern asked, int status, Map<String, String> headers, byte[] body, Duration delay, AtomicInteger left) {
    /** True where it answers {@code question}; it is used up by that. */
    boolean takes(String question) {
        return asked.matcher(question).matches() && left.getAndUpdate(n -> n > 0 ? n - 1 : n) != 0;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The same with another body. */
    Answer with(String text) {
        return new Answer(asked, status, headers, text.getBytes(StandardCharsets.UTF_8), delay, left);
    }

    static Answer plain(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text + "\n");
    }

    static Answer of(int status, String type, String body) {
        return new Answer(
                Pattern.compile(""),
                status,
                Map.of("Content-Type", type),
                body.getBytes(StandardCharsets.UTF_8),
                Duration.ZERO,
                new AtomicInteger(-1));
    }

    /** The pattern written with {@code *} for any text; the rest is literal. */
    static Pattern glob(String written) {
        StringBuilder pattern = new StringBuilder();
        for (String literal : written.split("\\*", -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }
}
