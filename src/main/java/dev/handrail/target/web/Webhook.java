package dev.handrail.target.web;

import dev.handrail.problem.Problem;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;

/** A place that takes short notices. Its URL is a secret: it is in no message. */
public final class Webhook {
    private static final Wire WIRE = new Wire(Duration.ofSeconds(2), Duration.ofSeconds(5));

    private final Base base;
    private final URI url;
    private final HttpClient client = WIRE.client();

    private Webhook(Base base, URI url) {
        this.base = base;
        this.url = url;
    }

    /** @throws Problem exit 2 where {@code url} is no HTTP URL; the message does not repeat it */
    public static Webhook at(String name, String url) {
        Base base;
        try {
            base = Base.of(name, url);
        } catch (Problem wrong) {
            throw new Problem(wrong.exitCode(), "its URL can't be used", "", "", wrong.remedy());
        }
        return new Webhook(base, URI.create(url.strip()));
    }

    /**
     * Sends one notice.
     *
     * @return why it was not taken, without the URL; empty where it was
     */
    public Optional<String> post(String json) {
        try {
            HttpRequest.Builder message = HttpRequest.newBuilder(url)
                    .setHeader("User-Agent", "handrail")
                    .setHeader("Content-Type", "application/json; charset=utf-8");
            base.authorization().ifPresent(a -> message.setHeader("Authorization", a));
            Answer answer = WIRE.send(
                    client, message.POST(BodyPublishers.ofString(json)).build(), base, new Ending());
            return answer.ok() ? Optional.empty() : Optional.of("it answered " + answer.status());
        } catch (NoAnswer e) {
            return Optional.of(e.problem().what());
        }
    }
}
