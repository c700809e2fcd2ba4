package dev.handrail.target.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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
        return said;
    }

    static Map<String, String> properties(Conninfo all, String origin) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("connectTimeout", "10");
        all.given().forEach((keyword, value) -> {
            String property = keyword.property();
            if (property != null && keyword != Keyword.USER) {
                properties.put(property, value);
            }
        });
        all.get(Keyword.KEEPALIVES).ifPresent(v -> properties.put("tcpKeepAlive", String.valueOf(!v.equals("0"))));
        properties.putIfAbsent("tcpKeepAlive", "true");
        all.get(Keyword.LOAD_BALANCE_HOSTS)
                .ifPresent(v -> properties.put("loadBalanceHosts", String.valueOf(v.equals("random"))));
        all.get(Keyword.TARGET_SESSION_ATTRS).ifPresent(v -> properties.put("targetServerType", serverType(v, origin)));
        return properties;
    }

    private static String serverType(String attributes, String origin) {
        String type = SERVER_TYPES.get(attributes);
        if (type == null) {
            throw Conninfo.refused("target_session_attrs '" + attributes + "' is not known", origin);
        }
        return type;
    }
}
