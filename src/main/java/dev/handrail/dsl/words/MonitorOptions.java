package dev.handrail.dsl.words;

import dev.handrail.runbook.Observe.OnFailure;
import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.time.Duration;

/** The words of {@code monitor}. */
public record MonitorOptions(Block block) implements Values {
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

    /** For how long it asks. */
    @Word(value = "for how long it asks", example = "during '15m'")
    public void during(CharSequence time) {
        block.say("during", time);
    }

    /** For how long it asks, e.g. an input. */
    @Word(value = "for how long it asks", example = "during '15m'")
    public void during(Duration time) {
        block.say("during", time);
    }

    /** How many failures in a row are borne. */
    @Word(value = "how many failures in a row are borne", example = "tolerate 2")
    public void tolerate(int failures) {
        block.say("tolerate", failures);
    }

    /** What follows when too many looks failed: stop where nothing is said. */
    @Word(value = "what follows when too many looks failed", example = "onFailure rollback")
    public void onFailure(OnFailure reaction) {
        block.say("onFailure", reaction);
    }

    /** The step fails. */
    @Word(value = "the step fails", example = "onFailure stop")
    public OnFailure getStop() {
        return OnFailure.STOP;
    }

    /** The run is rolled back. */
    @Word(value = "the run is rolled back", example = "onFailure rollback")
    public OnFailure getRollback() {
        return OnFailure.ROLLBACK;
    }

    /** The operator is asked. */
    @Word(value = "the operator is asked", example = "onFailure ask")
    public OnFailure getAsk() {
        return OnFailure.ASK;
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
