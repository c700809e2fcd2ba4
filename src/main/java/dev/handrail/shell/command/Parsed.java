package dev.handrail.shell.command;

import dev.handrail.shell.session.Options;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * A line that was understood.
 *
 * @param command empty where the line names none: the REPL is meant
 */
public record Parsed(Options options, Optional<Command> command) {
    /**
     * Reads a line.
     *
     * @throws dev.handrail.problem.Problem exit 2 with the near word where it can't be understood
     */
    public static Parsed of(List<String> line) {
        return read(line);
    }

    /** Whoever asks a command for help has not forgotten what it needs. */
    private static Parsed helped(CommandLine.ParameterException mistake, List<String> line) {
        CommandLine.Model.CommandSpec spec = mistake.getCommandLine().getCommandSpec();
        boolean asks = line.contains("--help") || line.contains("-h");
        if (asks && spec.parent() != null && mistake instanceof CommandLine.MissingParameterException) {
            Root root = mistake.getCommandLine().getParent().getCommand();
            return new Parsed(root.options(), Optional.of(HelpCommand.of(spec.name())));
        }
        throw Mistyped.problem(mistake, line);
    }

    private static Parsed read(List<String> line) {
        CommandLine model = Commands.model(line);
        ParseResult result;
        try {
            result = model.parseArgs(line.toArray(String[]::new));
        } catch (CommandLine.ParameterException mistake) {
            return helped(mistake, line);
        }
        Root root = model.getCommand();
        ParseResult sub = result.subcommand();
        if (sub == null) {
            return new Parsed(root.options(), root.help ? Optional.of(new HelpCommand()) : Optional.empty());
        }
        if (root.writes) {
            throw Written.wrong(
                    "--allow-writes is for the shell, which is opened without a command",
                    sub.commandSpec().name(),
                    "what a command changes is confirmed by itself",
                    "leave it out, or write: handrail --allow-writes");
        }
        Command command = root.help
                ? HelpCommand.of(sub.commandSpec().name())
                : sub.commandSpec().commandLine().getCommand();
        return new Parsed(root.options(), Optional.of(command));
    }
}
