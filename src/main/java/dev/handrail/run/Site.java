package dev.handrail.run;

import dev.handrail.journal.StepState;
import dev.handrail.runbook.Step;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the site that a run works on is in maintenance, for people. */
record Site(RunContext context) {
    /** A sentence; empty where it is in service. */
    String standing() {
        Optional<Instant> opened = context.state().windowOpenedAt();
        if (opened.isPresent()) {
            return "The site is still in MAINTENANCE, for " + length(opened.get()) + ". " + closing();
        }
        return context.runbook()
                .steps()
                .filter(step -> step.clock() == Step.Clock.OPENS && begun(step))
                .findFirst()
                .map(step -> "The site may be in MAINTENANCE: " + step.id() + " was begun, and is not done. "
                        + "Taking it back puts the site into service.")
                .orElse("");
    }

    private boolean begun(Step step) {
        StepState state = context.state().step(step.id());
        return state.hasWork() && !state.settled();
    }

    private String length(Instant opened) {
        Duration window = context.runbook().about().window();
        Duration since = new WindowClock(context.clock(), context.pauses()).openSince(opened);
        return Durations.show(since) + (window == null ? "" : " of " + Durations.show(window));
    }

    private String closing() {
        return context.runbook()
                .steps()
                .filter(step -> step.clock() == Step.Clock.CLOSES
                        && !context.state().step(step.id()).settled())
                .findFirst()
                .map(step -> "The step " + step.id() + " puts it back into service; so does taking everything back.")
                .orElse("No step that is left puts it back into service.");
    }
}
