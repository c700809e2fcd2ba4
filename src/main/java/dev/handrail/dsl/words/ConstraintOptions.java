package dev.handrail.dsl.words;

/** The options of {@code constraint}. */
public record ConstraintOptions(Block block) implements Values, SqlLimits {
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
}
