package dev.handrail.shell.show;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Done;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.WayBack;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an action says of itself without a target: its exact work where that is the same everywhere, else its options. */
record Declared(Action action) {
    List<String> lines() {
        try {
            Plan plan = action.plan(new Unreachable());
            List<String> lines = new ArrayList<>();
            plan.effects().forEach(effect -> lines.addAll(effect.show()));
            return lines.isEmpty() ? options() : lines;
        } catch (Problem looks) {
            return options();
        }
    }

    /** What the way back of a step does, as far as it is the same everywhere; nothing where that is seen only later. */
    static List<String> back(Step step) {
        return step.wayBack() instanceof WayBack.By by
                ? new Declared(by.action().apply(new Done("", step.id(), List.of()))).lines()
                : List.of();
    }

    private List<String> options() {
        List<String> lines = new ArrayList<>();
        if (action instanceof Record parts) {
            for (RecordComponent component : parts.getClass().getRecordComponents()) {
                shown(value(parts, component)).ifPresent(text -> lines.add(component.getName() + ": " + text));
            }
        }
        return lines;
    }

    private static @Nullable Object value(Record parts, RecordComponent component) {
        try {
            return component.getAccessor().invoke(parts);
        } catch (IllegalAccessException | InvocationTargetException closed) {
            return null;
        }
    }

    private static Optional<String> shown(@Nullable Object value) {
        boolean nothing = value == null
                || value.equals(Boolean.FALSE)
                || (value instanceof Collection<?> many && many.isEmpty())
                || (value instanceof Map<?, ?> named && named.isEmpty())
                || value.toString().isBlank();
        return nothing ? Optional.empty() : Optional.of(value.toString());
    }
}
