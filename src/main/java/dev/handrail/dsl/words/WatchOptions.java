package dev.handrail.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.time.Duration;

/** The words of {@code watch}. */
public record WatchOptions(Block block) implements Values {
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

    /** How many failures in a row are borne. */
    @Word(value = "how many failures in a row are borne", example = "tolerate 2")
    public void tolerate(int failures) {
        block.say("tolerate", failures);
    }

    /** A question and the answer expected. */
    @Word(
            value = "a question and the answer expected",
            example = "check('health') { http '/health'; expect status(200) }")
    public void check(
            CharSequence title,
            @DelegatesTo(value = CheckDsl.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("check", body, CheckDsl::new, title);
    }
}
