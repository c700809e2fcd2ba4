package dev.handrail.dsl.words;

import java.time.Duration;

/** The options of {@code constraint}. */
public record ConstraintOptions(Block block) implements Values {
    /** The table, qualified where it is not on the search path. */
    @Word(value = "the table", example = "table 'users'")
    public void table(CharSequence name) {
        block.say("table", name);
    }

    /** Makes a column not null. */
    @Word(value = "makes a column not null", example = "notNull 'email'")
    public void notNull(CharSequence column) {
        block.say("notNull", column);
    }

    /** Adds a check. */
    @Word(value = "adds a check", example = "check 'users_email_given', \"email <> ''\"")
    public void check(CharSequence name, @Literal CharSequence condition) {
        block.say("check", name, condition);
    }

    /** Adds a foreign key. */
    @Word(
            value = "adds a foreign key",
            example = "foreignKey 'orders_customer_fkey', '(customer_id) references customers (id)'")
    public void foreignKey(CharSequence name, @Literal CharSequence definition) {
        block.say("foreignKey", name, definition);
    }

    /** Adds a unique constraint. */
    @Word(value = "adds a unique constraint", example = "unique 'users_email_key', 'email'")
    public void unique(CharSequence name, @Literal CharSequence columns) {
        block.say("unique", name, columns);
    }

    /** Adds a primary key. */
    @Word(value = "adds a primary key", example = "primaryKey 'users_pkey', 'id'")
    public void primaryKey(CharSequence name, @Literal CharSequence columns) {
        block.say("primaryKey", name, columns);
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
