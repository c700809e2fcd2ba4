package dev.handrail.runbook;

import dev.handrail.problem.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that the operator may set.
 *
 * @param type {@code text}, {@code number}, {@code yes or no}, {@code duration}, {@code date}
 * @param value the value in force, as text; null: required and not given
 * @param choices the only values allowed; empty: any
 */
public record Input(
        String name,
        String type,
        String description,
        @Nullable String value,
        boolean required,
        List<String> choices,
        Position position) {
    public Input {
        choices = List.copyOf(choices);
    }
}
