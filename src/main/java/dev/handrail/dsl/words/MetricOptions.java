package dev.handrail.dsl.words;

import java.time.Duration;

/** The options of {@code metric}. */
public record MetricOptions(Block block) implements Values {
    /** Asks for the time up to now, in place of this moment. */
    @Word(value = "the time up to now that is looked at", example = "over '15m'")
    public void over(CharSequence time) {
        block.say("over", time);
    }

    /** Asks for the time up to now, e.g. an input. */
    @Word(value = "the time up to now that is looked at", example = "over '15m'")
    public void over(Duration time) {
        block.say("over", time);
    }

    /** From one sample to the next; 30s where nothing is said. */
    @Word(value = "from one sample to the next", example = "every '30s'")
    public void every(CharSequence time) {
        block.say("every", time);
    }
}
