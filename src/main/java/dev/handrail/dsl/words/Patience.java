package dev.handrail.dsl.words;

/** What may follow {@code within}: how often it asks. */
public record Patience(Block block) {
    /** How often it asks again. */
    @Word(value = "how often it asks again", example = "within '2m' every '5s'")
    public void every(CharSequence time) {
        block.say("every", time);
    }
}
