package dev.handrail.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What may be written as the place of a target. Answers with the mistake, which never repeats what was written. */
final class BindingUrls {
    private static final Map<String, String> EXAMPLES = Map.of(
            "--database", "service=my_service",
            "--cache", "redis://127.0.0.1:6379/0",
            "--service", "https://api.example.com",
            "--metrics", "https://prometheus.example.com");

    private BindingUrls() {}

    static String example(String option) {
        return EXAMPLES.getOrDefault(option, "");
    }

    /** Anything libpq takes; its own words are judged by the room that connects. */
    static Optional<String> database(String connect) {
        if (connect.startsWith("jdbc:")) {
            return Optional.of("a JDBC URL is not taken: databases are named as libpq does");
        }
        boolean foreign = connect.matches("[a-z][a-z0-9+.-]*://.*") && !connect.matches("postgres(ql)?://.*");
        return foreign ? Optional.of("this is no address of a PostgreSQL database") : Optional.empty();
    }

    static Optional<String> cache(String url) {
        return SecretSource.parse(url).isPresent() ? Optional.empty() : scheme(url, List.of("redis", "rediss"));
    }

    static Optional<String> web(String url) {
        return SecretSource.parse(url).isPresent() ? Optional.empty() : scheme(url, List.of("http", "https"));
    }

    private static Optional<String> scheme(String url, List<String> schemes) {
        String expected =
                "a URL that starts with " + String.join(":// or ", schemes) + ":// and names a host is needed";
        try {
            URI uri = new URI(url);
            boolean fits =
                    uri.getScheme() != null && schemes.contains(uri.getScheme()) && uri.getRawAuthority() != null;
            return fits ? Optional.empty() : Optional.of(expected);
        } catch (URISyntaxException e) {
            return Optional.of(expected);
        }
    }
}
