package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Reporter;
import dev.handrail.runbook.Section;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.Step.Clock;
import java.util.List;

/** On the forward path the maintenance window is opened, then closed: a site must not be left out of service. */
final class Windows {
    private Windows() {}

    static void judge(Reporter reporter, List<Section> sections) {
        Step open = null;
        for (Step step : sections.stream().flatMap(s -> s.steps().stream()).toList()) {
            if (step.clock() == Clock.OPENS && open != null) {
                tell(
                        reporter,
                        step,
                        "the window is open already, since step '" + open.id() + "'",
                        "delete opensWindow() here");
            } else if (step.clock() == Clock.OPENS) {
                open = step;
            } else if (step.clock() == Clock.CLOSES && open == null) {
                tell(reporter, step, "the window is not open here", "add opensWindow() to an earlier step");
            } else if (step.clock() == Clock.CLOSES) {
                open = null;
            }
        }
        if (open != null) {
            tell(
                    reporter,
                    open,
                    "the window is opened in step '" + open.id() + "' and never closed",
                    "add closesWindow() to a later step");
        }
    }

    private static void tell(Reporter reporter, Step step, String what, String fix) {
        reporter.add(Code.WINDOW, what, reporter.span(step.position(), "step".length()), fix);
    }
}
