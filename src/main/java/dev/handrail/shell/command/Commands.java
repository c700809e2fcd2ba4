package dev.handrail.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The one command model: every command by its word. A line's model holds only the commands that it may mean. */
public final class Commands {
    private static final Map<String, Supplier<Command>> ALL = all();

    static {
        // Otherwise picocli looks for Groovy, and starts it where it is: that takes longer than most commands.
        System.setProperty("picocli.disable.closures", "true");
    }

    private Commands() {}

    private static Map<String, Supplier<Command>> all() {
        Map<String, Supplier<Command>> all = new LinkedHashMap<>();
        all.put("list", ListCommand::new);
        all.put("new", NewCommand::new);
        all.put("import", ImportCommand::new);
        all.put("show", ShowCommand::new);
        all.put("check", CheckCommand::new);
        all.put("plan", PlanCommand::new);
        all.put("test", TestCommand::new);
        all.put("explain", ExplainCommand::new);
        all.put("run", RunCommand::new);
        all.put("resume", ResumeCommand::new);
        all.put("rollback", RollbackCommand::new);
        all.put("abandon", AbandonCommand::new);
        all.put("restore", RestoreCommand::new);
        all.put("partitions", PartitionsCommand::new);
        all.put("runs", RunsCommand::new);
        all.put("due", DueCommand::new);
        all.put("status", StatusCommand::new);
        all.put("report", ReportCommand::new);
        all.put("verify", VerifyCommand::new);
        all.put("export", ExportCommand::new);
        all.put("note", NoteCommand::new);
        all.put("env", EnvCommand::new);
        all.put("doctor", DoctorCommand::new);
        all.put("sql", () -> new QueryCommand("sql"));
        all.put("redis", () -> new QueryCommand("redis"));
        all.put("sandbox", SandboxCommand::new);
        all.put("help", HelpCommand::new);
        return all;
    }

    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** An option as completion names it. */
    public record Option(String name, String does, boolean takesValue) {}

    /** The options that may follow a command's word; those of every command where there is no such command. */
    public static List<Option> options(String command) {
        CommandLine model = model(List.of(command));
        CommandLine own = model.getSubcommands().getOrDefault(command, model);
        return own.getCommandSpec().options().stream()
                .map(o -> new Option(
                        o.longestName(),
                        String.join(" ", o.description()),
                        o.arity().max() > 0))
                .toList();
    }

    /** The model of a line: reading every command's options would cost more time than the line's own. */
    static CommandLine model(List<String> line) {
        CommandLine model = new CommandLine(new Root());
        ALL.forEach((name, command) -> {
            if (line.contains(name)) {
                model.addSubcommand(name, command.get());
            }
        });
        return model.setExpandAtFiles(false).setInterpolateVariables(false);
    }
}
