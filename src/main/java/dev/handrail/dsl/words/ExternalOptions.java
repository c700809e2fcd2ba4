package dev.handrail.dsl.words;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.List;

/** The words inside {@code external}: a backup that another tool makes. */
public record ExternalOptions(Block block) implements Values {
    /** Runs a program that makes the backup. */
    @Word(value = "runs a program that makes the backup", example = "command 'pgbackrest', 'backup', '--stanza=shop'")
    public void command(CharSequence program, CharSequence... arguments) {
        block.say("command", Block.flat(program, arguments));
    }

    /** Runs a program that makes the backup. */
    @Word(value = "runs a program that makes the backup", example = "command(['pgbackrest', 'backup'])")
    public void command(List<?> argv) {
        block.say("command", argv);
    }

    /** Runs a program that makes the backup, with an environment or in a folder. */
    @Word(
            value = "runs a program that makes the backup",
            example = "command(['./snapshot']) { env TOKEN: secret('cloud') }")
    public void command(
            List<?> argv,
            @DelegatesTo(value = CommandQuestionOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("command", body, CommandQuestionOptions::new, argv);
    }

    /** How the backup is proven: by programs that end with 0. */
    @Word(
            value = "programs that prove the backup, ending with 0",
            example = "proof { command 'pgbackrest', 'check', '--stanza=shop' }")
    public void proof(@DelegatesTo(value = ProofOptions.class, strategy = Closure.DELEGATE_ONLY) Closure<?> body) {
        block.open("proof", body, ProofOptions::new);
    }
}
