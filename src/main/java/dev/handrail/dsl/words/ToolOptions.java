package dev.handrail.dsl.words;

import java.util.Map;

/** The words inside {@code alembic}, {@code django} and the other migrators. */
public record ToolOptions(Block block) implements Values {
    /** The folder of the project, relative to the runbook. */
    @Word(value = "the folder of the project", example = "directory 'backend'")
    public void directory(CharSequence folder) {
        block.say("directory", folder);
    }

    /** How the tool is started, where its own name is not enough. */
    @Word(value = "how the tool is started", example = "program 'poetry', 'run', 'alembic'")
    public void program(CharSequence program, CharSequence... arguments) {
        block.say("program", Block.flat(program, arguments));
    }

    /** What the tool is started through. */
    @Word(value = "what the tool is started through", example = "through 'docker', 'compose', 'exec', '-T', 'app'")
    public void through(CharSequence program, CharSequence... arguments) {
        block.say("through", Block.flat(program, arguments));
    }

    /** Variables of its environment; may hold secrets. */
    @Word(value = "variables of its environment", example = "env DATABASE_URL: url('main')")
    public void env(Map<String, ?> variables) {
        block.named("env", variables);
    }

    /** The table of its history, where several could be it. */
    @Word(value = "the table of its history", example = "history 'shop.alembic_version'")
    public void history(CharSequence table) {
        block.say("history", table);
    }

    /** The folder with prisma's migrations, in that of the project. */
    @Word(value = "the folder with prisma's migrations", example = "migrations 'prisma/migrations'")
    public void migrations(CharSequence folder) {
        block.say("migrations", folder);
    }

    /** Leaves the tool's own check before the step out. */
    @Word(value = "leaves the tool's own check out", example = "unchecked()")
    public void unchecked() {
        block.say("unchecked");
    }
}
