package dev.handrail.validate;

import dev.handrail.runbook.Expectation.Baseline;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import java.util.regex.Pattern;

/**
 * {@code log('x.log') { lines ~/ERROR/ }}: lines written since the run, or the step, began.
 *
 * @param place the file, or the unit of the journal
 * @param journal whether it is a unit
 */
public record LogQuestion(String place, boolean journal, Pattern lines, Baseline since) implements Question {
    @Override
    public String show() {
        String which = lines.pattern().isEmpty() ? "" : " with " + lines.pattern();
        return "lines of " + (journal ? "the journal of " : "") + place + which + " since the "
                + (since == Baseline.RUN ? "run" : "step") + " began";
    }

    @Override
    public TargetRef target() {
        return TargetRef.HOST;
    }

    @Override
    public Baseline since() {
        return since;
    }

    @Override
    public Reading mark(Targets targets) {
        return journal
                ? UnitLog.mark(targets)
                : targets.host().log(place).mark(targets.clock().instant());
    }

    @Override
    public Reading ask(Targets targets) {
        throw Earlier.missing();
    }

    @Override
    public Reading ask(Targets targets, Reading mark) {
        return journal
                ? new UnitLog(place, lines).since(mark, targets)
                : targets.host().log(place).since(mark, lines);
    }
}
