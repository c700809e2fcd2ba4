package dev.handrail.dsl.words;

import java.util.Map;

/** The options of {@code sql}. */
public record SqlOptions(Block block) implements Values, SqlLimits {
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
}
