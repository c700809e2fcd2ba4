package dev.handrail.dsl.words;

/** The options of {@code explain}. */
public record ExplainOptions(Block block) implements Values {
    /** Also runs the query so often and measures it. */
    @Word(value = "also runs the query so often and measures it", example = "times 100")
    public void times(int times) {
        block.say("times", times);
    }

    /** Runs it so often before it is measured; a tenth of the times, ten at most, where nothing is said. */
    @Word(value = "runs it so often before it is measured", example = "warmUp 10")
    public void warmUp(int times) {
        block.say("warmUp", times);
    }
}
