package dev.handrail.dsl.words;

import java.time.Duration;

/** The options of {@code index}. */
public record IndexOptions(Block block) implements Values {
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

    /** How long a statement waits for a lock before it gives way; 2s where nothing is said. */
    @Word(value = "how long a statement waits for a lock", example = "lockTimeout '2s'")
    public void lockTimeout(CharSequence time) {
        block.say("lockTimeout", time);
    }

    /** How long a statement waits for a lock before it gives way; 2s where nothing is said, e.g. an input. */
    @Word(value = "how long a statement waits for a lock", example = "lockTimeout '2s'")
    public void lockTimeout(Duration time) {
        block.say("lockTimeout", time);
    }

    /** How long a lock is tried for in all, with growing pauses between the tries; 2m where nothing is said. */
    @Word(value = "how long a lock is tried for in all", example = "lockWait '2m'")
    public void lockWait(CharSequence time) {
        block.say("lockWait", time);
    }

    /** How long a lock is tried for in all, e.g. an input. */
    @Word(value = "how long a lock is tried for in all", example = "lockWait '2m'")
    public void lockWait(Duration time) {
        block.say("lockWait", time);
    }

    /** How long a statement may run; no bound where nothing is said. */
    @Word(value = "how long a statement may run", example = "statementTimeout '10m'")
    public void statementTimeout(CharSequence time) {
        block.say("statementTimeout", time);
    }

    /** How long a statement may run; no bound where nothing is said, e.g. an input. */
    @Word(value = "how long a statement may run", example = "statementTimeout '10m'")
    public void statementTimeout(Duration time) {
        block.say("statementTimeout", time);
    }

    /** Which declared database; not needed where there is one. */
    @Word(value = "which declared database", example = "on 'main'")
    public void on(CharSequence name) {
        block.say("on", name);
    }
}
