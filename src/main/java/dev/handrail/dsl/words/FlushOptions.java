package dev.handrail.dsl.words;

/** The options of {@code flush}. */
public record FlushOptions(Block block) implements Values {
    /** The keys to unlink, a glob. */
    @Word(value = "the keys to unlink, a glob", example = "keys 'perm:*'")
    public void keys(CharSequence pattern) {
        block.say("keys", pattern);
    }

    /** Every key but handrail's own; destroys. */
    @Word(value = "every key", example = "everything()")
    public void everything() {
        block.say("everything");
    }

    /** Which declared cache; not needed where there is one. */
    @Word(value = "which declared cache", example = "on 'main'")
    public void on(CharSequence name) {
        block.say("on", name);
    }
}
