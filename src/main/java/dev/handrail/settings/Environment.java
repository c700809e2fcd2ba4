package dev.handrail.settings;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the names of a runbook are bound to in one place, e.g. staging or prod.
 *
 * @param guarded marked {@code protected}: headless changes need {@code --confirm}
 * @param secrets sources by name: {@code env:NAME}, {@code file:PATH}, {@code cmd:PROGRAM ARGS}, see {@link
 *     SecretSource}; in the sandbox every secret {@code x} is {@code sandbox-x} without being listed
 * @param channels webhook URLs, or sources of one, by channel
 * @param sandbox true for the embedded one
 */
public record Environment(
        String name,
        boolean guarded,
        Map<String, DatabaseBinding> databases,
        Map<String, CacheBinding> caches,
        Map<String, ServiceBinding> services,
        Map<String, ServiceBinding> metrics,
        Map<String, String> secrets,
        Map<String, String> channels,
        boolean sandbox) {
    public Environment {
        databases = Map.copyOf(databases);
        caches = Map.copyOf(caches);
        services = Map.copyOf(services);
        metrics = Map.copyOf(metrics);
        secrets = Map.copyOf(secrets);
        channels = Map.copyOf(channels);
    }

    static Environment empty(String name, boolean sandbox) {
        return new Environment(name, false, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), sandbox);
    }

    /** This environment, with what only {@code other} binds added; it is protected where either is. */
    public Environment or(Environment other) {
        return new Environment(
                name,
                guarded || other.guarded,
                either(databases, other.databases),
                either(caches, other.caches),
                either(services, other.services),
                either(metrics, other.metrics),
                either(secrets, other.secrets),
                either(channels, other.channels),
                sandbox);
    }

    private static <T> Map<String, T> either(Map<String, T> first, Map<String, T> second) {
        Map<String, T> both = new HashMap<>(second);
        both.putAll(first);
        return both;
    }

    /**
     * @param connect a libpq service, URI or keyword string; or a source of one, which is a secret as a whole
     * @param role SET ROLE before effects; null: as connected
     * @param readAs SET ROLE before plans and checks; null: as connected
     * @param password overrides what libpq's conventions would find; a source or null
     * @param origin where it was set, e.g. {@code handrail.yml:4}
     */
    public record DatabaseBinding(
            String connect,
            @Nullable String role,
            @Nullable String readAs,
            @Nullable String password,
            String origin) {}

    /**
     * @param url {@code redis://} or {@code rediss://}; or a source of one, which is a secret as a whole
     * @param password a source, e.g. {@code env:REDIS_PASSWORD}; null: in the URL or none
     */
    public record CacheBinding(String url, @Nullable String password, String origin) {}

    /** A base URL, or a source of one. */
    public record ServiceBinding(String url, String origin) {}
}
