package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.http.HttpAction;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Expectation;
import dev.handrail.text.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The action {@code http}. */
final class HttpMeaning {
    private static final List<String> METHODS = List.of("get", "head", "post", "put", "patch", "delete");

    private HttpMeaning() {}

    static Action of(Call call, Scope scope) {
        Reading reading = scope.reading();
        Options options = new Options(reading, call);
        HttpParts parts = new HttpParts(options);
        HttpParts.Line line = parts.line(METHODS);
        Map<String, Text> headers = parts.headers();
        Text body = body(options, headers);
        List<Expectation> expects = new AnswerMeaning(reading, scope).all(call.said("expect"));
        return new HttpAction(
                scope.service(call.site().word()),
                line.method(),
                line.path(),
                headers,
                body,
                expects,
                captures(reading, call.said("capture")),
                captures(reading, call.said("captureSecret")));
    }

    private static @Nullable Text body(Options options, Map<String, Text> headers) {
        var json = options.one("json");
        var body = options.one("body");
        if (json.isPresent() && body.isPresent()) {
            options.reading()
                    .mistake(
                            Code.TWICE,
                            "a request has one body",
                            body.get().site().word(),
                            "keep json or body");
        }
        if (json.isPresent()) {
            if (headers.keySet().stream().noneMatch(h -> h.equalsIgnoreCase("content-type"))) {
                headers.put("Content-Type", Text.of("application/json"));
            }
            return new JsonText(options.reading(), json.get()).text();
        }
        return body.map(b -> body(options.reading(), b)).orElse(null);
    }

    private static Text body(Reading reading, Call body) {
        if (!(body.argument(0) instanceof Call file)) {
            return Args.any(reading, body, 0);
        }
        Files.Content content = reading.files().read(Args.plain(reading, file, 0));
        if (!content.ok()) {
            reading.mistake(
                    Code.NO_FILE,
                    content.trouble(),
                    file.site().argument(0),
                    "check the name; it is relative to the runbook");
        }
        return Text.of(content.text());
    }

    private static Map<String, String> captures(Reading reading, List<Call> said) {
        Map<String, String> captures = new LinkedHashMap<>();
        for (Call capture : said) {
            String name = Args.plain(reading, capture, 0);
            if (captures.put(name, Args.plain(reading, capture, 1)) != null) {
                reading.mistake(
                        Code.TWICE,
                        "'" + name + "' is captured twice",
                        capture.site().argument(0),
                        "give one of them another name");
            }
        }
        return captures;
    }
}
