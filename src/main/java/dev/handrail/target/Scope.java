package dev.handrail.target;

import dev.handrail.runbook.TargetRef;
import dev.handrail.settings.Environment;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run may reach.
 *
 * @param declared the targets that the runbook declares
 * @param runbook the runbook's own folder, where its programs run
 * @param home handrail's home: backup folders are relative to it, lock files lie in it
 * @param programs the folder that comes first on PATH for {@code command}; null: none
 * @param run the run's label in the names of sessions; {@code plan} where there is no run
 */
public record Scope(
        Environment environment,
        List<TargetRef> declared,
        Path runbook,
        @Nullable Path programs,
        Path home,
        String run) {
    public Scope {
        declared = List.copyOf(declared);
    }

    /** Without programs of its own. */
    public Scope(Environment environment, List<TargetRef> declared, Path runbook, Path home, String run) {
        this(environment, declared, runbook, null, home, run);
    }
}
