package dev.handrail.partition;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Range partitions by time: those missing are created, those past keep are retired.
 *
 * @param ahead how many periods after the present one must exist
 * @param behind how many periods before the present one must exist
 * @param keep how many periods before the present one stay; null: all
 * @param zone in which a period begins at midnight
 * @param template name of a partition, e.g. {@code {table}_{yyyy}_{MM}}; null: as the table's partitions are named
 */
public record PartitionAction(
        String database,
        String table,
        Step by,
        int ahead,
        int behind,
        @Nullable Integer keep,
        Retire retire,
        ZoneId zone,
        @Nullable String template,
        Envelope envelope)
        implements Action {
    /** The length of a partition. */
    public enum Step {
        HOUR,
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }

    /** What happens to a partition that is past {@code keep}. */
    public enum Retire {
        DETACH,
        DROP
    }

    @Override
    public String word() {
        return "partition";
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
