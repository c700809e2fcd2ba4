package dev.handrail.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.List;

/** The words inside {@code proof}: programs that end with 0 where a backup is sound. */
public record ProofOptions(Block block) implements Values {
    /** Runs a program that has to end with 0. */
    @Word(value = "runs a program that has to end with 0", example = "command 'pgbackrest', 'check', '--stanza=shop'")
    public void command(CharSequence program, CharSequence... arguments) {
        block.say("command", Block.flat(program, arguments));
    }

    /** Runs a program that has to end with 0. */
    @Word(value = "runs a program that has to end with 0", example = "command(['pgbackrest', 'check'])")
    public void command(List<?> argv) {
        block.say("command", argv);
    }

    /** Runs a program that has to end with 0, with an environment or in a folder. */
    @Word(
            value = "runs a program that has to end with 0",
            example = "command(['./is-sound']) { env TOKEN: secret('cloud') }")
    public void command(
            List<?> argv,
            @DelegatesTo(value = CommandQuestionOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("command", body, CommandQuestionOptions::new, argv);
    }
}
