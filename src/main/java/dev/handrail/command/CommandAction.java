package dev.handrail.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Process;
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
        return Risk.CHANGES;
    }

    @Override
    public List<TargetRef> touches() {
        return List.of(TargetRef.HOST);
    }

    /** @throws Problem exit 7 where the program is not on PATH */
    @Override
    public Plan plan(Targets targets) {
        Text program = argv.get(0);
        if (program.awaited().isEmpty()) {
            String name = program.resolve(targets.values());
            if (!name.contains("/") && targets.host().find(name).isEmpty()) {
                throw new Problem(
                        ExitCode.UNREACHABLE,
                        "the program '" + name + "' was not found",
                        "",
                        "it is in no folder of PATH",
                        "install it, or put its folder on PATH; doctor shows what is there");
            }
        }
        return Plan.of(Risk.CHANGES, List.of(new Process(argv, environment, directory, input, expectedExit, capture)));
    }

    @Override
    public WayBack wayBack() {
        return new WayBack.None();
    }
}
