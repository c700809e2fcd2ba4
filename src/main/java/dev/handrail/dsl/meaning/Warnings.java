package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.hazard.Accept;
import dev.handrail.hazard.Accepts;
import dev.handrail.hazard.Taking;
import dev.handrail.manual.ManualAction;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Section;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.WayBack;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is allowed, and worth a second look before the first run. */
final class Warnings {
    private Warnings() {}

    static List<Hazard> of(List<Section> sections, Call runbook, Reading reading) {
        Accepting accepting = reading.accepting();
        Stream<Hazard> oneWay = sections.stream()
                .flatMap(s -> s.steps().stream())
                .filter(Warnings::noWayBack)
                .map(s -> oneWay(s, accepting.at(s.position())));
        Stream<Hazard> seen = Stream.concat(Foreseen.of(sections).stream(), Habits.of(runbook, reading).stream());
        return Stream.concat(oneWay, seen)
                .sorted(Comparator.comparing((Hazard h) -> h.position().file())
                        .thenComparing(h -> h.position().line())
                        .thenComparing(h -> h.position().column()))
                .toList();
    }

    private static Hazard oneWay(Step step, List<Accept> accepts) {
        String reason = accepts.stream()
                .filter(a -> a.code().equals(Accepts.NO_WAY_BACK))
                .map(Accept::reason)
                .findFirst()
                .orElse(null);
        return new Hazard(
                Code.NO_WAY_BACK.id(),
                "step '" + step.id() + "' changes something and says no way back",
                "add rollback { … } to it, or irreversible 'why'",
                step.position(),
                reason);
    }

    private static boolean noWayBack(Step step) {
        return step.action() != null
                && step.action().ceiling().exceeds(Risk.READS)
                && step.wayBack() instanceof WayBack.None
                && !isQuestion(step.action());
    }

    /** A person who answers a question has changed nothing; one who follows an instruction has. */
    private static boolean isQuestion(Action action) {
        return (action instanceof Taking taking ? taking.action() : action) instanceof ManualAction manual
                && manual.answer() != null;
    }
}
