package dev.handrail.runbook;

import java.util.List;

/** Another way back than undoing step by step; its steps are {@code id/step}. */
public record Recovery(String id, String title, List<Step> steps) {
    public Recovery {
        steps = List.copyOf(steps);
    }
}
