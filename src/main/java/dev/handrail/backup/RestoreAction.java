package dev.handrail.backup;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backup restored into a new database that then gets the name.
 *
 * @param from a step of this run that backs up ({@code section/step}), or a backup's folder
 * @param into the new database's name; null: made from the run's id
 * @param over the database that had the name is dropped once the names are swapped, instead of kept
 */
public record RestoreAction(
        String database, Text from, @Nullable String into, boolean over) implements Action {
    @Override
    public String word() {
        return "restore";
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
