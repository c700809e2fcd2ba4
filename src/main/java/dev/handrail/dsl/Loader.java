package dev.handrail.dsl;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a runbook's script into the model: whole, typed, contacting nothing and doing nothing. */
public final class Loader {
    private final @Nullable Path cache;

    /** @param cache where compiled runbooks are kept, made when needed; null: they are compiled each time */
    public Loader(@Nullable Path cache) {
        this.cache = cache;
    }

    /**
     * Reads one runbook.
     *
     * @param file the script; paths in it are relative to its folder
     * @param inputs what the operator set, as text by name
     * @throws Mistakes with everything that is wrong in it, at once
     */
    public Loaded load(Path file, Map<String, String> inputs, Mode mode) {
        throw new IllegalStateException("not written: " + file + inputs + mode + cache);
    }
}
