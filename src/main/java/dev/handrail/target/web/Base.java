package dev.handrail.target.web;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a service is.
 *
 * @param name the runbook's name for it
 * @param url without user and password, without a slash at the end
 * @param login {@code user:password} as the URL had it; null: none
 */
record Base(String name, String url, @Nullable String login) {
    /** @throws Problem exit 2 where it is no HTTP URL */
    static Base of(String name, String written) {
        URI uri;
        try {
            uri = URI.create(written.strip());
        } catch (IllegalArgumentException e) {
            throw wrong(name, String.valueOf(e.getMessage()));
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw wrong(name, "it starts with http:// or https:// and names a host");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        return new Base(name, uri.getScheme() + "://" + uri.getHost() + port + path, uri.getUserInfo());
    }

    private static Problem wrong(String name, String why) {
        return new Problem(
                ExitCode.WRONG,
                "the URL of service '" + name + "' can't be used",
                "",
                why,
                "write it like https://api.example.com or http://127.0.0.1:8080/base");
    }

    /** @throws Problem exit 2 where {@code path} can't be part of a URL */
    URI resolve(String path) {
        try {
            return URI.create(url + (path.startsWith("/") ? "" : "/") + path);
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    ExitCode.WRONG,
                    "'" + path + "' can't be a path of service '" + name + "'",
                    "",
                    String.valueOf(e.getMessage()),
                    "write blanks and special characters percent-encoded, e.g. %20");
        }
    }

    Optional<String> authorization() {
        return Optional.ofNullable(login)
                .map(l -> "Basic " + Base64.getEncoder().encodeToString(l.getBytes(StandardCharsets.UTF_8)));
    }
}
