package dev.handrail.dsl.words;

import java.util.Map;

/** The options of the action {@code command}. */
public record CommandOptions(Block block) implements Values {
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

    /** What it reads from standard input; may hold a secret. */
    @Word(value = "what it reads from standard input", example = "input 'yes'")
    public void input(CharSequence text) {
        block.say("input", text);
    }

    /** The exit status that means success; 0 where nothing is said. */
    @Word(value = "the exit status that means success", example = "expect exit(0)")
    public void expect(Answer status) {
        block.say("expect", status);
    }

    /** An exit status. */
    @Word(value = "an exit status", example = "expect exit(0)")
    public Answer exit(int status) {
        return new Answer(block.value("exit", status));
    }

    /** Keeps what it prints, trimmed, for later steps. */
    @Word(value = "keeps what it prints", example = "capture 'version'")
    public void capture(CharSequence name) {
        block.say("capture", name);
    }
}
