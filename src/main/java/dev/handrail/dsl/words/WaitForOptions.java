package dev.handrail.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.time.Duration;

/** The words of {@code waitFor}. */
public record WaitForOptions(Block block) implements Values {
    /** The question that has to hold. */
    @Word(value = "the question that has to hold", example = "until { sql 'select count(*) from jobs'; expect 0 }")
    public void until(@DelegatesTo(value = CheckDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("until", body, CheckDsl::new);
    }

    /** The question that has to hold, with a title. */
    @Word(
            value = "the question that has to hold",
            example = "until('no jobs left') { sql 'select count(*) from jobs'; expect 0 }")
    public void until(
            CharSequence title,
            @DelegatesTo(value = CheckDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("until", body, CheckDsl::new, title);
    }

    /** How long it waits before it fails; 10m where nothing is said. */
    @Word(value = "how long it waits before it fails", example = "atMost '10m'")
    public void atMost(CharSequence time) {
        block.say("atMost", time);
    }

    /** How long it waits before it fails; 10m where nothing is said, e.g. an input. */
    @Word(value = "how long it waits before it fails", example = "atMost '10m'")
    public void atMost(Duration time) {
        block.say("atMost", time);
    }

    /** How often it asks; 5s where nothing is said. */
    @Word(value = "how often it asks", example = "every '5s'")
    public void every(CharSequence time) {
        block.say("every", time);
    }

    /** How often it asks; 5s where nothing is said, e.g. an input. */
    @Word(value = "how often it asks", example = "every '5s'")
    public void every(Duration time) {
        block.say("every", time);
    }
}
