package dev.handrail.runbook;

import java.util.List;

/**
 * Unlinks keys: SCAN and UNLINK, never KEYS or FLUSHALL; keys {@code handrail:*} always stay.
 *
 * @param pattern a glob as SCAN MATCH takes it; {@code *} only where the author wrote everything()
 */
public record Unlink(String cache, String pattern) implements Effect {
    @Override
    public String kind() {
        return "unlink";
    }

    @Override
    public TargetRef target() {
        return TargetRef.cache(cache);
    }

    @Override
    public Semantics semantics() {
        return Semantics.IDEMPOTENT;
    }

    @Override
    public String provenBy() {
        return "the keys that are still there";
    }

    @Override
    public List<String> show() {
        return List.of("SCAN MATCH " + pattern + ", UNLINK what is found (never handrail:*)");
    }
}
