package dev.handrail.target.redis;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Secret;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a cache is, and as whom it is entered.
 *
 * @param name the runbook's name for it
 * @param user as ACLs know it; null: Redis's default user
 * @param together the servers that the URL names, where it names several: {@code h1:1,h2:2}; else empty
 */
record RedisPlace(
        String name,
        String host,
        int port,
        int number,
        boolean tls,
        @Nullable String user,
        @Nullable Secret password,
        String together) {
    private static final Pattern NUMBER = Pattern.compile("/?\\d{0,6}");
    private static final Pattern SEVERAL =
            Pattern.compile("(?<begin>rediss?://(?:[^/@]*@)?)(?<servers>[^/@,]+(?:,[^/@,]+)+)(?<end>/.*)?");

    /**
     * Reads {@code redis://[[user]:password@]host:port,host:port[/number]}: several servers of one cluster.
     *
     * @throws Problem as {@link #of}
     */
    static List<RedisPlace> all(String name, String url, @Nullable Secret password, Map<String, String> environment) {
        Matcher several = SEVERAL.matcher(url.strip());
        if (!several.matches()) {
            return List.of(of(name, url, password, environment));
        }
        List<RedisPlace> places = new ArrayList<>();
        for (String server : several.group("servers").split(",", -1)) {
            String one = several.group("begin") + server + (several.group("end") == null ? "" : several.group("end"));
            places.add(of(name, one, password, environment));
        }
        String together = places.stream().map(p -> p.host + ":" + p.port).collect(Collectors.joining(","));
        return places.stream().map(p -> p.among(together)).toList();
    }

    private RedisPlace among(String all) {
        return new RedisPlace(name, host, port, number, tls, user, password, all);
    }

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
                password == null ? found : password,
                "");
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
        return new RedisPlace(name, otherHost, otherPort, number, tls, user, password, "");
    }

    /** What the cache is known by, however many of its servers are up: a host, or all that the URL names but the last port. */
    String known() {
        return together.isEmpty() ? host : together.substring(0, together.lastIndexOf(':'));
    }

    int knownPort() {
        return together.isEmpty() ? port : Integer.parseInt(together.substring(together.lastIndexOf(':') + 1));
    }

    /** For people: {@code 127.0.0.1:6379/0}. */
    String shown() {
        return known() + ":" + knownPort() + "/" + number;
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
