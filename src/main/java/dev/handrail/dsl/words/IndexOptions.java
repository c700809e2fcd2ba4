package dev.handrail.dsl.words;

/** The options of {@code index}. */
public record IndexOptions(Block block) implements Values, SqlLimits {
    /** Builds an index without blocking writers: {@code '[unique] name on table (columns)'}. */
    @Word(value = "builds an index", example = "create 'users_email_idx on users (email)'")
    public void create(@Literal CharSequence definition) {
        block.say("create", definition);
    }

    /** Drops an index without blocking writers. */
    @Word(value = "drops an index", example = "drop 'users_email_idx'")
    public void drop(CharSequence name) {
        block.say("drop", name);
    }

    /** Builds the index anew beside the old one, then the names change places. */
    @Word(
            value = "builds an index anew and swaps the names",
            example = "replace 'users_email_idx on users (lower(email))'")
    public void replace(@Literal CharSequence definition) {
        block.say("replace", definition);
    }
}
