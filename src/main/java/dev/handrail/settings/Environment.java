package dev.handrail.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the names of a runbook are bound to in one place, e.g. staging or prod.
 *
 * @param guarded marked {@code protected}: headless changes need {@code --confirm}
 * @param secrets sources by name: {@code env:NAME}, {@code file:PATH}, {@code cmd:PROGRAM ARGS}
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

    /**
     * @param connect a libpq service, URI or keyword string
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
     * @param url {@code redis://} or {@code rediss://}
     * @param password a source, e.g. {@code env:REDIS_PASSWORD}; null: in the URL or none
     */
    public record CacheBinding(String url, @Nullable String password, String origin) {}

    /** A base URL. */
    public record ServiceBinding(String url, String origin) {}
}
