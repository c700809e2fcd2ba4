package dev.handrail.dsl.words;

import java.time.Duration;
import java.util.Map;

/** The options of {@code sql}. */
public record SqlOptions(Block block) implements Values {
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

    /** Runs the one statement outside a transaction, as VACUUM or CREATE INDEX CONCURRENTLY need it. */
    @Word(value = "runs the one statement outside a transaction", example = "outsideTransaction()")
    public void outsideTransaction() {
        block.say("outsideTransaction");
    }

    /** Values for psql's variables in the files: {@code :name}, {@code :'name'} and {@code :"name"} stand for them. */
    @Word(value = "values for psql's variables in files", example = "variables schema: 'shop'")
    public void variables(Map<String, ?> values) {
        block.named("variables", values);
    }

    /** Which declared database; not needed where there is one. */
    @Word(value = "which declared database", example = "on 'main'")
    public void on(CharSequence name) {
        block.say("on", name);
    }
}
