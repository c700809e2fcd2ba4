package dev.handrail.target.web;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Service;
import dev.handrail.text.Text;
import dev.handrail.text.Values;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP service. Nothing is contacted, and no client made, before the first request. */
public final class HttpTarget implements Service {
    private final Base base;
    private final Wire wire;
    private @Nullable HttpClient looking;

    HttpTarget(Base base, Wire wire) {
        this.base = base;
        this.wire = wire;
    }

    /**
     * @param url {@code http://} or {@code https://}; a user and password in it are sent as basic authorization
     * @throws Problem exit 2 where the URL can't be used
     */
    public static HttpTarget at(String name, String url) {
        return new HttpTarget(Base.of(name, url), Wire.DEFAULT);
    }

    @Override
    public String base() {
        return base.url();
    }

    Base place() {
        return base;
    }

    @Override
    public Reading ask(String method, Text path, Map<String, Text> headers, Values values) {
        HttpRequest.Builder message = message(path.resolve(values));
        headers.forEach((name, value) -> set(message, name, value.resolve(values)));
        return look(method, message).reading();
    }

    Answer look(String method, String path) {
        return look(method, message(path));
    }

    /** A request that only reads; one client with its open connections serves all of them. */
    private Answer look(String method, HttpRequest.Builder message) {
        HttpRequest whole =
                message.method(method, HttpRequest.BodyPublishers.noBody()).build();
        try {
            return wire.send(client(), whole, base, new Ending());
        } catch (NoAnswer e) {
            throw e.problem();
        }
    }

    private synchronized HttpClient client() {
        if (looking == null) {
            looking = wire.client();
        }
        return looking;
    }

    HttpRequest.Builder message(String path) {
        HttpRequest.Builder message = HttpRequest.newBuilder(base.resolve(path)).setHeader("User-Agent", "handrail");
        base.authorization().ifPresent(a -> message.setHeader("Authorization", a));
        return message;
    }

    /** @throws Problem exit 2, without the value, which may be a secret */
    static void set(HttpRequest.Builder message, String header, String value) {
        try {
            message.setHeader(header, value);
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the header '" + header + "' can't be sent",
                    "",
                    "its name is not for clients to set, or its value has a line break or control character",
                    "leave it out, or correct its value");
        }
    }

    /**
     * A request on a connection of its own: on one kept open, the server's closing it could not be told from a request
     * that it had taken.
     */
    Answer send(HttpRequest message, Ending ending) {
        return wire.send(wire.client(), message, base, ending);
    }
}
