package dev.handrail.shell.show;

import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Step;

/** What a run asks before a step, known from its declaration alone. */
final class Asked {
    private Asked() {}

    static String of(Step step) {
        if (step.action() != null && step.action().word().equals("manual")) {
            return "a person does it and answers; without a terminal `--answer " + step.id() + "=TEXT`";
        }
        return step.ceiling() == Risk.DESTROYS
                ? "the name of what it destroys is typed; without a terminal `--confirm " + step.id()
                        + "=ENVIRONMENT/NAME`"
                : "one key; without a terminal `--yes " + step.ceiling().word() + "`";
    }
}
