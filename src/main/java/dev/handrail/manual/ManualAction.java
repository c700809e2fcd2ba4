package dev.handrail.manual;

import dev.handrail.runbook.Action;
import dev.handrail.runbook.Ask;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a person does or answers; components as in {@link dev.handrail.runbook.Ask}.
 */
public record ManualAction(
        Text instruction, @Nullable String answer, @Nullable String evidence) implements Action {
    @Override
    public String word() {
        return "manual";
    }

    @Override
    public Risk ceiling() {
        return Risk.CHANGES;
    }

    @Override
    public List<TargetRef> touches() {
        return List.of(TargetRef.HOST);
    }

    @Override
    public Plan plan(Targets targets) {
        return Plan.of(Risk.CHANGES, List.of(new Ask(instruction, answer, evidence)));
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.None();
    }
}
