package dev.handrail.target.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** From libpq's keywords to pgjdbc's properties. */
final class Translation {
    /** Kept out of what programs are told: said apart, secret, or of no meaning to them. */
    private static final Set<Keyword> APART = Set.of(
            Keyword.HOST,
            Keyword.HOSTADDR,
            Keyword.PORT,
            Keyword.DBNAME,
            Keyword.USER,
            Keyword.PASSWORD,
            Keyword.PASSFILE,
            Keyword.SSLPASSWORD,
            Keyword.SERVICE,
            Keyword.SERVICEFILE,
            Keyword.APPLICATION_NAME,
            Keyword.FALLBACK_APPLICATION_NAME,
            Keyword.CLIENT_ENCODING);

    private static final Set<String> FALLING_BACK = Set.of("prefer", "allow");
    private static final Pattern LOOPBACK = Pattern.compile("|localhost|127\\.[0-9.]+|::1");

    private static final Map<String, String> SERVER_TYPES = Map.of(
            "any", "any",
            "read-write", "primary",
            "primary", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    private Translation() {}

    static Map<String, String> said(Conninfo all) {
        Map<String, String> said = new LinkedHashMap<>();
        all.given().forEach((keyword, value) -> {
            if (!APART.contains(keyword)) {
                said.put(keyword.word(), value);
            }
        });
        encryption(all).ifPresent(mode -> said.put(Keyword.SSLMODE.word(), mode));
        return said;
    }

    static Map<String, String> properties(Conninfo all, String origin) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("connectTimeout", "10");
        properties.put("socketFactory", KeptAlive.class.getName());
        // While logging in; each use of a session sets its own. As libpq's, connect_timeout bounds it all.
        properties.put("socketTimeout", all.get(Keyword.CONNECT_TIMEOUT).orElse("30"));
        all.given().forEach((keyword, value) -> {
            String property = keyword.property();
            if (property != null && keyword != Keyword.USER) {
                properties.put(property, value);
            }
        });
        all.get(Keyword.KEEPALIVES).ifPresent(v -> properties.put("tcpKeepAlive", String.valueOf(!v.equals("0"))));
        encryption(all).ifPresent(mode -> properties.put("sslmode", mode));
        properties.putIfAbsent("tcpKeepAlive", "true");
        all.get(Keyword.LOAD_BALANCE_HOSTS)
                .ifPresent(v -> properties.put("loadBalanceHosts", String.valueOf(v.equals("random"))));
        all.get(Keyword.TARGET_SESSION_ATTRS).ifPresent(v -> properties.put("targetServerType", serverType(v, origin)));
        return properties;
    }

    /**
     * What is to be said of TLS beyond what is written: off this machine a connection is never quietly a plain one, as
     * libpq's own default would have it where a server, or somebody between, offers no TLS.
     */
    private static Optional<String> encryption(Conninfo all) {
        boolean falls = FALLING_BACK.contains(all.get(Keyword.SSLMODE).orElse("prefer"));
        String hosts = all.get(Keyword.HOST).or(() -> all.get(Keyword.HOSTADDR)).orElse("localhost");
        boolean here = Stream.of(hosts.split(",", -1))
                .allMatch(host -> LOOPBACK.matcher(host).matches());
        return falls && !here ? Optional.of("require") : Optional.empty();
    }

    private static String serverType(String attributes, String origin) {
        String type = SERVER_TYPES.get(attributes);
        if (type == null) {
            throw Conninfo.refused("target_session_attrs '" + attributes + "' is not known", origin);
        }
        return type;
    }
}
