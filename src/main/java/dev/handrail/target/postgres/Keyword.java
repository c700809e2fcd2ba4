package dev.handrail.target.postgres;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** libpq's connection keywords: the variable that stands in for each, and the driver's name for it. */
enum Keyword {
    HOST("host", "PGHOST", null),
    HOSTADDR("hostaddr", "PGHOSTADDR", null),
    PORT("port", "PGPORT", null),
    DBNAME("dbname", "PGDATABASE", null),
    USER("user", "PGUSER", "user"),
    PASSWORD("password", "PGPASSWORD", null),
    PASSFILE("passfile", "PGPASSFILE", null),
    SERVICE("service", "PGSERVICE", null),
    SERVICEFILE("servicefile", "PGSERVICEFILE", null),
    OPTIONS("options", "PGOPTIONS", "options"),
    APPLICATION_NAME("application_name", "PGAPPNAME", null),
    FALLBACK_APPLICATION_NAME("fallback_application_name", null, null),
    CONNECT_TIMEOUT("connect_timeout", "PGCONNECT_TIMEOUT", "connectTimeout"),
    CLIENT_ENCODING("client_encoding", null, null),
    SSLMODE("sslmode", "PGSSLMODE", "sslmode"),
    SSLNEGOTIATION("sslnegotiation", "PGSSLNEGOTIATION", "sslNegotiation"),
    SSLCERT("sslcert", "PGSSLCERT", "sslcert"),
    SSLKEY("sslkey", "PGSSLKEY", "sslkey"),
    SSLPASSWORD("sslpassword", null, "sslpassword"),
    SSLROOTCERT("sslrootcert", "PGSSLROOTCERT", "sslrootcert"),
    SSLCRL("sslcrl", "PGSSLCRL", null),
    SSLSNI("sslsni", "PGSSLSNI", null),
    SSLCOMPRESSION("sslcompression", "PGSSLCOMPRESSION", null),
    SSL_MIN_PROTOCOL("ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION", null),
    SSL_MAX_PROTOCOL("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION", null),
    REQUIRE_AUTH("require_auth", "PGREQUIREAUTH", "requireAuth"),
    CHANNEL_BINDING("channel_binding", "PGCHANNELBINDING", "channelBinding"),
    GSSENCMODE("gssencmode", "PGGSSENCMODE", "gssEncMode"),
    KRBSRVNAME("krbsrvname", "PGKRBSRVNAME", "kerberosServerName"),
    GSSLIB("gsslib", "PGGSSLIB", "gsslib"),
    TARGET_SESSION_ATTRS("target_session_attrs", "PGTARGETSESSIONATTRS", null),
    LOAD_BALANCE_HOSTS("load_balance_hosts", "PGLOADBALANCEHOSTS", null),
    KEEPALIVES("keepalives", null, null),
    KEEPALIVES_IDLE("keepalives_idle", null, null),
    KEEPALIVES_INTERVAL("keepalives_interval", null, null),
    KEEPALIVES_COUNT("keepalives_count", null, null),
    TCP_USER_TIMEOUT("tcp_user_timeout", null, null);

    private static final Map<String, Keyword> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(Keyword::word, Function.identity()));

    private final String word;
    private final @Nullable String variable;
    private final @Nullable String property;

    Keyword(String word, @Nullable String variable, @Nullable String property) {
        this.word = word;
        this.variable = variable;
        this.property = property;
    }

    static @Nullable Keyword of(String word) {
        return BY_WORD.get(word);
    }

    String word() {
        return word;
    }

    /** The environment variable that libpq looks at where the keyword is not given; null: none. */
    @Nullable
    String variable() {
        return variable;
    }

    /** pgjdbc's property with the same values; null where it takes none, or other ones. */
    @Nullable
    String property() {
        return property;
    }
}
