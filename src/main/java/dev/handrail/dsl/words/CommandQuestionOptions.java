package dev.handrail.dsl.words;

import java.util.Map;

/** The options of the question {@code command}. */
public record CommandQuestionOptions(Block block) implements Values {
    /** Variables of its environment; may hold secrets. */
    @Word(value = "variables of its environment", example = "env DATABASE_URL: url('main')")
    public void env(Map<String, ?> variables) {
        block.named("env", variables);
    }

    /** The folder it runs in, relative to the runbook. */
    @Word(value = "the folder it runs in", example = "directory 'scripts'")
    public void directory(CharSequence folder) {
        block.say("directory", folder);
    }
}
