package dev.handrail.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.time.Duration;

/** The words of a section and of a recovery. */
public record SectionDsl(Block block) implements Values {
    /** One step: exactly one action, or only checks. Its identity is {@code section/step}. */
    @Word(value = "one action with its checks, or only checks", example = "step('backup', 'Back up main') { … }")
    public void step(
            CharSequence id,
            CharSequence title,
            @DelegatesTo(value = StepDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("step", body, StepDsl::new, id, title);
    }

    /** One step; its id is shown as title. */
    @Word(value = "one action with its checks, or only checks", example = "step('backup', 'Back up main') { … }")
    public void step(
            CharSequence id, @DelegatesTo(value = StepDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("step", body, StepDsl::new, id);
    }

    /** Text for the operator, shown before the section. */
    @Word(value = "text for the operator", example = "note 'The site is in maintenance from here.'", notIn = "recovery")
    public void note(CharSequence text) {
        block.say("note", text);
    }

    /** How long after the sections before it this one is due. */
    @Word(value = "how long after the sections before it this one is due", example = "after '24h'", notIn = "recovery")
    public void after(CharSequence time) {
        block.say("after", time);
    }

    /** How long after the sections before it this one is due, e.g. an input. */
    @Word(value = "how long after the sections before it this one is due", example = "after '24h'", notIn = "recovery")
    public void after(Duration time) {
        block.say("after", time);
    }
}
