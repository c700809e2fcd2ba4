package dev.handrail.dsl.words;

import java.time.Duration;

/** What every word says that sends SQL: where to, and how long it may wait and run. */
public interface SqlLimits {
    /** Where this language's words go. Not a word. */
    Block block();

    /** How long a statement waits for a lock before it gives way; 2s where nothing is said. */
    @Word(value = "how long a statement waits for a lock", example = "lockTimeout '2s'")
    default void lockTimeout(CharSequence time) {
        block().say("lockTimeout", time);
    }

    /** How long a statement waits for a lock before it gives way; 2s where nothing is said, e.g. an input. */
    @Word(value = "how long a statement waits for a lock", example = "lockTimeout '2s'")
    default void lockTimeout(Duration time) {
        block().say("lockTimeout", time);
    }

    /** How long a lock is tried for in all, with growing pauses between the tries; 2m where nothing is said. */
    @Word(value = "how long a lock is tried for in all", example = "lockWait '2m'")
    default void lockWait(CharSequence time) {
        block().say("lockWait", time);
    }

    /** How long a lock is tried for in all, e.g. an input. */
    @Word(value = "how long a lock is tried for in all", example = "lockWait '2m'")
    default void lockWait(Duration time) {
        block().say("lockWait", time);
    }

    /** How long a statement may run; no bound where nothing is said. */
    @Word(value = "how long a statement may run", example = "statementTimeout '10m'")
    default void statementTimeout(CharSequence time) {
        block().say("statementTimeout", time);
    }

    /** How long a statement may run; no bound where nothing is said, e.g. an input. */
    @Word(value = "how long a statement may run", example = "statementTimeout '10m'")
    default void statementTimeout(Duration time) {
        block().say("statementTimeout", time);
    }

    /** Which declared database; not needed where there is one. */
    @Word(value = "which declared database", example = "on 'main'")
    default void on(CharSequence name) {
        block().say("on", name);
    }
}
