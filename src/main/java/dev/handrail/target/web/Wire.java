package dev.handrail.target.web;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and waits for whole answers. Never follows a redirect: where a change is sent is what was confirmed.
 *
 * @param request from sending to the end of the body
 */
record Wire(Duration connect, Duration request) {
    static final Wire DEFAULT = new Wire(Duration.ofSeconds(10), Duration.ofSeconds(30));

    private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * @param base for messages
     * @param ending ends the wait
     * @throws NoAnswer where there is no whole answer
     */
    Answer send(HttpClient client, HttpRequest message, Base base, Ending ending) {
        long begin = System.nanoTime();
        CompletableFuture<HttpResponse<byte[]>> coming = client.sendAsync(message, info -> new BoundedBody());
        ending.of(coming);
        HttpResponse<byte[]> answer = await(coming, base);
        long ms = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        String body = new String(answer.body(), charset(answer));
        return new Answer(answer.statusCode(), answer.headers().map(), body, ms, Tls.validUntil(answer));
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> coming, Base base) {
        try {
            return coming.get(request.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw Disconnection.of(base, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw Disconnection.late(base, request);
        } catch (CancellationException e) {
            throw Disconnection.cancelled(base);
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw Disconnection.cancelled(base);
        }
    }

    private static Charset charset(HttpResponse<?> answer) {
        @Nullable String type = answer.headers().firstValue("content-type").orElse("");
        Matcher named = CHARSET.matcher(type);
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
