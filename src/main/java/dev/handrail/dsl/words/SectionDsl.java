package dev.handrail.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.time.Duration;
import java.util.Map;

/** The words of a section, of a recovery and of a family of steps. */
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

    /** The steps of a family, with the values that it asks for. */
    @Word(value = "the steps of a family", example = "use 'monthly-partitions', tableName: 'audit_logs', months: 3")
    public void use(Map<String, ?> values, CharSequence family) {
        block.use(values, family);
    }

    /** The steps of a family that asks for nothing. */
    @Word(value = "the steps of a family", example = "use 'nobody-works'")
    public void use(CharSequence family) {
        block.use(Map.of(), family);
    }

    /** Text for the operator, shown before the section. */
    @Word(
            value = "text for the operator",
            example = "note 'The site is in maintenance from here.'",
            notIn = {"recovery", "family"})
    public void note(CharSequence text) {
        block.say("note", text);
    }

    /** How long after the run is done this section is due, see {@code handrail due}. */
    @Word(
            value = "how long after the run is done this section is due",
            example = "after '24h'",
            notIn = {"recovery", "family"})
    public void after(CharSequence time) {
        block.say("after", time);
    }

    /** How long after the run is done this section is due, see {@code handrail due}, e.g. an input. */
    @Word(
            value = "how long after the run is done this section is due",
            example = "after '24h'",
            notIn = {"recovery", "family"})
    public void after(Duration time) {
        block.say("after", time);
    }
}
