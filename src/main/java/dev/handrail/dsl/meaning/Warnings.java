package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.manual.ManualAction;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Section;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.WayBack;
import java.util.List;

/** What is allowed, and worth a second look before the first run. */
final class Warnings {
    private Warnings() {}

    static List<Hazard> of(List<Section> sections) {
        return sections.stream()
                .flatMap(s -> s.steps().stream())
                .filter(Warnings::noWayBack)
                .map(s -> new Hazard(
                        Code.NO_WAY_BACK.id(),
                        "step '" + s.id() + "' changes something and says no way back",
                        "add rollback { … } to it, or irreversible 'why'",
                        s.position()))
                .toList();
    }

    private static boolean noWayBack(Step step) {
        return step.action() != null
                && step.action().ceiling().exceeds(Risk.READS)
                && step.wayBack() instanceof WayBack.None
                && !isQuestion(step.action());
    }

    /** A person who answers a question has changed nothing; one who follows an instruction has. */
    private static boolean isQuestion(Action action) {
        return action instanceof ManualAction manual && manual.answer() != null;
    }
}
