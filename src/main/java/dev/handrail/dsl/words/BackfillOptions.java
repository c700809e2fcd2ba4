package dev.handrail.dsl.words;

import java.time.Duration;

/** The options of {@code backfill}. */
public record BackfillOptions(Block block) implements Values, SqlLimits {
    /** The table whose rows are changed. */
    @Word(value = "the table whose rows are changed", example = "table 'users'")
    public void table(CharSequence name) {
        block.say("table", name);
    }

    /** What is set, as after SET. */
    @Word(value = "what is set, as after SET", example = "set 'uuid = gen_random_uuid()'")
    public void set(@Literal CharSequence assignments) {
        block.say("set", assignments);
    }

    /** Which rows, as after WHERE. Rows that are done must no longer match. */
    @Word(value = "which rows, as after WHERE", example = "where 'uuid is null'")
    public void where(@Literal CharSequence condition) {
        block.say("where", condition);
    }

    /** How many rows one transaction takes, at most; 10,000 where nothing is said. */
    @Word(value = "how many rows one transaction takes", example = "batch 10_000")
    public void batch(int rows) {
        block.say("batch", rows);
    }

    /** How long to rest between transactions. */
    @Word(value = "how long to rest between transactions", example = "pause '100ms'")
    public void pause(CharSequence time) {
        block.say("pause", time);
    }

    /** How long to rest between transactions, e.g. an input. */
    @Word(value = "how long to rest between transactions", example = "pause '100ms'")
    public void pause(Duration time) {
        block.say("pause", time);
    }

    /** Rests while a replica is further behind. */
    @Word(value = "rests while a replica is further behind", example = "whileLagBelow '5s'")
    public void whileLagBelow(CharSequence time) {
        block.say("whileLagBelow", time);
    }

    /** Rests while a replica is further behind, e.g. an input. */
    @Word(value = "rests while a replica is further behind", example = "whileLagBelow '5s'")
    public void whileLagBelow(Duration time) {
        block.say("whileLagBelow", time);
    }

    /** Rests while so many other sessions of the database, or more, are at work. */
    @Word(value = "rests while more sessions are at work", example = "whileActiveBelow 20")
    public void whileActiveBelow(int sessions) {
        block.say("whileActiveBelow", sessions);
    }

    /** The unique column that is walked; the primary key where nothing is said. */
    @Word(value = "the unique column that is walked", example = "key 'id'")
    public void key(CharSequence column) {
        block.say("key", column);
    }
}
