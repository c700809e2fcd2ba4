package dev.handrail.backup;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Dump.Proof;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database dumped and the dump proven.
 *
 * @param to the folder for backups; relative to home
 * @param keep null: nothing is removed
 */
public record BackupAction(
        String database,
        Text to,
        int jobs,
        int compress,
        Proof verify,
        List<String> tables,
        List<String> exclude,
        boolean schemaOnly,
        @Nullable Keep keep)
        implements Action {
    @Override
    public String word() {
        return "backup";
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
