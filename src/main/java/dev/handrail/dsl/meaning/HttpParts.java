package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.text.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the action and the question {@code http} have in common. */
record HttpParts(Options options) {
    /** The first line of a request. */
    record Line(String method, Text path) {}

    Line line(List<String> methods) {
        List<Call> said = options.call().said().stream()
                .filter(c -> methods.contains(c.word()))
                .toList();
        if (said.isEmpty()) {
            options.missing("'http' sends no request", "add one of: " + String.join(", ", methods) + " '/path'");
            return new Line("GET", Text.of("/"));
        }
        if (said.size() > 1) {
            options.reading()
                    .mistake(
                            Code.TWICE,
                            "'http' sends one request",
                            said.get(1).site().word(),
                            "give the second a step of its own");
        }
        Call first = said.get(0);
        Text path = Args.open(options.reading(), first, 0);
        if (!path.show().startsWith("/")) {
            options.reading()
                    .mistake(
                            Code.BAD_VALUE,
                            "a path starts with /; the environment says where the service is",
                            first.site().argument(0),
                            "write the path alone: '/health'");
        }
        return new Line(first.word().toUpperCase(Locale.ROOT), path);
    }

    Map<String, Text> headers() {
        Map<String, Text> headers = new LinkedHashMap<>();
        for (Call header : options.call().said("header")) {
            String name = Args.plain(options.reading(), header, 0);
            if (headers.put(name, Args.any(options.reading(), header, 1)) != null) {
                options.reading()
                        .mistake(
                                Code.TWICE,
                                "header '" + name + "' is said twice",
                                header.site().word(),
                                "keep one of them");
            }
        }
        return headers;
    }
}
