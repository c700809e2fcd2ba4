package dev.handrail.dsl.words;

/** The options of {@code explain}. */
public record ExplainOptions(Block block) implements Values {
    /** Also runs the query so often and measures it. */
    @Word(value = "also runs the query so often and measures it", example = "times 100")
    public void times(int times) {
        block.say("times", times);
    }
}
