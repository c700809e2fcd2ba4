package dev.handrail.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A service or a Prometheus that answers as a file says, on the loopback address, as long as the command lasts. */
final class StandIn implements AutoCloseable {
    static {
        // Else each answer may wait 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private StandIn(int kept, Function<HttpExchange, Answer> answering) throws IOException {
        this.server = bound(kept);
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "stand-in");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> send(exchange, answering.apply(exchange)));
        server.start();
    }

    /**
     * A service.
     *
     * @param origin the file that says how it answers
     * @param kept the port it had before; another one where that is taken
     */
    static StandIn service(List<Answer> answers, String origin, int kept) throws IOException {
        return new StandIn(kept, exchange -> {
            String path = exchange.getRequestURI().getPath();
            String query = exchange.getRequestURI().getRawQuery();
            String method = exchange.getRequestMethod();
            String asked = method.equals("HEAD") ? "GET" : method;
            return answers.stream()
                    .filter(answer -> answer.takes(asked + " " + path)
                            || (query != null && answer.takes(asked + " " + path + "?" + query)))
                    .findFirst()
                    .orElseGet(() -> Answer.plain(404, origin + " has no answer to " + method + " " + path));
        });
    }

    /** A Prometheus: to a query over a time it gives what it gives at a moment, at both ends. */
    static StandIn metrics(List<Answer> answers, String origin, int kept) throws IOException {
        return new StandIn(kept, exchange -> {
            String path = exchange.getRequestURI().getPath();
            boolean over = path.equals("/api/v1/query_range");
            if (!over && !path.equals("/api/v1/query")) {
                return Answer.plain(404, "this stand-in knows /api/v1/query and /api/v1/query_range only");
            }
            String form = form(exchange);
            String query = parameter(form, "query");
            return answers.stream()
                    .filter(answer -> answer.takes(query))
                    .map(answer -> over
                            ? answer.with(PrometheusAnswer.range(
                                    answer.text(), parameter(form, "start"), parameter(form, "end")))
                            : answer)
                    .findFirst()
                    .orElseGet(() ->
                            Answer.plain(422, PrometheusAnswer.error(origin + " has no answer to the query " + query)));
        });
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer bound(int kept) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(Ports.LOOPBACK, kept), 0);
        } catch (BindException e) {
            return HttpServer.create(new InetSocketAddress(Ports.LOOPBACK, 0), 0);
        }
    }

    private static String form(HttpExchange exchange) {
        try {
            return exchange.getRequestMethod().equals("POST")
                    ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    : String.valueOf(exchange.getRequestURI().getRawQuery());
        } catch (IOException e) {
            return "";
        }
    }

    private static String parameter(String form, String name) {
        return List.of(form.split("&")).stream()
                .filter(part -> part.startsWith(name + "="))
                .map(part -> URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Pause.of(answer.delay().toMillis());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            boolean bodiless = exchange.getRequestMethod().equals("HEAD") || answer.body().length == 0;
            exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
            if (!bodiless) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }
}
