package dev.handrail.target.redis;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Secret;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a cache is, and as whom it is entered.
 *
 * @param name the runbook's name for it
 * @param user as ACLs know it; null: Redis's default user
 */
record RedisPlace(
        String name,
        String host,
        int port,
        int number,
        boolean tls,
        @Nullable String user,
        @Nullable Secret password) {
    private static final Pattern NUMBER = Pattern.compile("/?\\d{0,6}");

    /**
     * Reads {@code redis://[[user]:password@]host[:port][/number]}, or {@code rediss://} for TLS.
     *
     * @param password overrides the URL's
     * @param environment gives {@code REDISCLI_AUTH} where no password is told otherwise, as redis-cli takes it
     * @throws Problem exit 2, without the password, where it is no such URL
     */
    static RedisPlace of(String name, String url, @Nullable Secret password, Map<String, String> environment) {
        URI uri = parsed(name, url.strip());
        String login = uri.getUserInfo() == null ? "" : uri.getUserInfo();
        int colon = login.indexOf(':');
        String user = colon < 0 ? login : login.substring(0, colon);
        String written = colon < 0 ? "" : login.substring(colon + 1);
        String told = written.isEmpty() ? environment.getOrDefault("REDISCLI_AUTH", "") : written;
        Secret found = told.isEmpty() ? null : new Secret("password of cache " + name, told);
        String path = uri.getPath() == null ? "" : uri.getPath();
        return new RedisPlace(
                name,
                uri.getHost(),
                uri.getPort() < 0 ? 6379 : uri.getPort(),
                path.length() < 2 ? 0 : Integer.parseInt(path.substring(1)),
                uri.getScheme().equals("rediss"),
                user.isEmpty() ? null : user,
                password == null ? found : password);
    }

    private static URI parsed(String name, String url) {
        try {
            URI uri = URI.create(url);
            boolean redis = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
            String path = uri.getPath() == null ? "" : uri.getPath();
            if (redis && uri.getHost() != null && NUMBER.matcher(path).matches()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Its message would show the password.
        }
        throw new Problem(
                ExitCode.WRONG,
                "the URL of cache '" + name + "' can't be used",
                "",
                "it is like redis://host:6379/0, or rediss:// for TLS; special characters of a password are"
                        + " percent-encoded",
                "correct it where it is set: handrail env shows where that is");
    }

    /** Another server of the same cluster, entered as this one. */
    RedisPlace at(String otherHost, int otherPort) {
        return new RedisPlace(name, otherHost, otherPort, number, tls, user, password);
    }

    /** For people: {@code 127.0.0.1:6379/0}. */
    String shown() {
        return host + ":" + port + "/" + number;
    }

    RedisURI uri(Duration timeout) {
        RedisURI.Builder uri = RedisURI.builder()
                .withHost(host)
                .withPort(port)
                .withDatabase(number)
                .withSsl(tls)
                .withClientName("handrail")
                .withTimeout(timeout);
        if (password != null && user != null) {
            uri.withAuthentication(user, password.reveal().toCharArray());
        } else if (password != null) {
            uri.withPassword(password.reveal().toCharArray());
        }
        return uri.build();
    }
}
