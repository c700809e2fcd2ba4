package dev.handrail.run;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.WayBack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what a person needs to answer a step's question. */
final class Questions {
    private final RunContext context;
    private final TargetNames names;
    private final WindowClock window;
    /** Identities don't change within a process; asking for each step would cost a round trip. */
    private final Map<TargetRef, String> shown = new HashMap<>();

    Questions(RunContext context) {
        this.context = context;
        this.window = new WindowClock(context.clock(), context.pauses());
        this.names = new TargetNames(context.environment(), context.targets());
    }

    Asked ask(Acting.Task task, Plan plan, List<Judged> required) {
        Risk risk = Acting.risk(task.step(), task.phase(), plan);
        TargetRef target = plan.effects().isEmpty() ? task.step().target() : mainTarget(task, plan);
        return new Asked(
                task.step(),
                task.phase(),
                task.place().number(),
                task.place().total(),
                plan,
                risk,
                shown.computeIfAbsent(target, this::shown),
                typed(task),
                required,
                Judge.failed(required),
                wayBack(task.step().wayBack()),
                windowLeft(),
                new Known(context.state())
                        .in(plan.effects().stream()
                                .flatMap(effect -> effect.show().stream())
                                .toList()));
    }

    private static TargetRef mainTarget(Acting.Task task, Plan plan) {
        return task.action() == null || task.action().touches().isEmpty()
                ? plan.effects().get(plan.effects().size() - 1).target()
                : task.action().touches().get(0);
    }

    private String shown(TargetRef target) {
        try {
            return names.shown(target);
        } catch (Problem unreachable) {
            return context.environment() + ": " + target + " (" + unreachable.what() + ")";
        }
    }

    private String typed(Acting.Task task) {
        try {
            return names.typed(task.step());
        } catch (Problem unreachable) {
            return context.environment() + "/" + task.step().target().name();
        }
    }

    static String wayBack(WayBack way) {
        if (way instanceof WayBack.By by) {
            return by.shown();
        }
        if (way instanceof WayBack.Nothing nothing) {
            return "nothing: " + nothing.why();
        }
        return way instanceof WayBack.Irreversible never ? "never: " + never.why() : "none: it stays as it is";
    }

    private @Nullable Duration windowLeft() {
        WindowTime time = new WindowTime(context.runbook().about());
        return context.state()
                .windowOpenedAt()
                .flatMap(opened -> time.from(opened).map(length -> length.minus(window.openSince(opened))))
                .orElse(null);
    }
}
