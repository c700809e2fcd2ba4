package dev.handrail.command;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One program; components as in {@link dev.handrail.runbook.Process}.
 */
public record CommandAction(
        List<Text> argv,
        Map<String, Text> environment,
        String directory,
        @Nullable Text input,
        int expectedExit,
        @Nullable String capture)
        implements Action {
    @Override
    public String word() {
        return "command";
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
