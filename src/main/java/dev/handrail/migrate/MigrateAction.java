package dev.handrail.migrate;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL files, each applied once.
 *
 * @param step the step that it stands in ({@code section/step}), for the history
 * @param files in the order in which they are applied
 * @param reverts files of the same names that take them back
 * @param upTo the last file to apply; null: all
 * @param downTo take back everything after this file instead of applying; null: apply
 * @param baseline files up to this one are taken as applied; null: none
 */
public record MigrateAction(
        String database,
        String step,
        List<MigrationFile> files,
        List<MigrationFile> reverts,
        @Nullable String upTo,
        @Nullable String downTo,
        @Nullable String baseline,
        Envelope envelope)
        implements Action {
    @Override
    public String word() {
        return "migrate";
    }

    @Override
    public Risk ceiling() {
        throw new IllegalStateException("not written");
    }

    @Override
    public List<TargetRef> touches() {
        throw new IllegalStateException("not written");
    }

    @Override
    public Plan plan(Targets targets) {
        throw new IllegalStateException("not written");
    }

    @Override
    public WayBack wayBack() {
        throw new IllegalStateException("not written");
    }
}
