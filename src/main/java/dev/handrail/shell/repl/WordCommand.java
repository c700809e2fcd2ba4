package dev.handrail.shell.repl;

import dev.handrail.problem.ExitCode;
import java.util.List;
import java.util.function.Function;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ExitStatus;

/**
 * A command of ours as Spring Shell holds it. Its line is read by the one command model, not by Spring's parser: what
 * comes in are the words as they were typed.
 *
 * @param arguments as help shows them
 */
record WordCommand(String name, String arguments, String does, Function<List<String>, ExitCode> work)
        implements Command {
    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDescription() {
        return does;
    }

    @Override
    public String getGroup() {
        return "handrail";
    }

    @Override
    public ExitStatus execute(CommandContext context) {
        List<String> words = context.parsedInput().arguments().stream()
                .map(CommandArgument::value)
                .toList();
        ExitCode code = work.apply(words);
        return new ExitStatus(code.status(), code.name());
    }
}
