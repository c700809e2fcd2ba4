package dev.handrail.shell.command;

import dev.handrail.shell.check.Format;
import java.util.List;
import java.util.Map;

/**
 * What may be written for an option or as a command's argument: for completion, in the shell as on the command line.
 *
 * @param words the only words, where the kind is {@link Kind#WORDS}
 */
public record Choices(Kind kind, List<String> words) {
    /** Where the names come from. */
    public enum Kind {
        NOTHING,
        WORDS,
        /** Words behind which more is typed. */
        OPEN_WORDS,
        ENVIRONMENT,
        /** {@code INPUT=VALUE}. */
        INPUT,
        STEP,
        /** {@code STEP=…}. */
        STEP_WITH,
        RECOVERY,
        OPEN_RUN,
        RUN,
        RUNBOOK,
        COMMAND,
        FILE
    }

    private static final Choices NOTHING = of(Kind.NOTHING);

    private static final Map<String, Choices> OPTIONS = Map.ofEntries(
            Map.entry("--yes", words("reads", "changes")),
            Map.entry("--ask", words("every", "changes", "destroys")),
            Map.entry("--on-failure", words("ask", "stop", "rollback")),
            Map.entry("--on-window", words("stop", "rollback", "continue")),
            Map.entry("--color", words("auto", "always", "never")),
            Map.entry("--bell", new Choices(Kind.OPEN_WORDS, List.of("off", "30s", "5m"))),
            Map.entry("--env", of(Kind.ENVIRONMENT)),
            Map.entry("--set", of(Kind.INPUT)),
            Map.entry("--from", of(Kind.STEP)),
            Map.entry("--until", of(Kind.STEP)),
            Map.entry("--only", of(Kind.STEP)),
            Map.entry("--to", of(Kind.STEP)),
            Map.entry("--confirm", of(Kind.STEP_WITH)),
            Map.entry("--answer", of(Kind.STEP_WITH)),
            Map.entry("--evidence", of(Kind.STEP_WITH)),
            Map.entry("--skip", of(Kind.STEP_WITH)),
            Map.entry("--override", of(Kind.STEP_WITH)),
            Map.entry("--by-hand", of(Kind.STEP_WITH)),
            Map.entry("--outcome", of(Kind.STEP_WITH)),
            Map.entry("--consent", of(Kind.STEP_WITH)),
            Map.entry("--by", of(Kind.RECOVERY)),
            Map.entry("--run", of(Kind.OPEN_RUN)),
            Map.entry("--compare", of(Kind.RUN)),
            Map.entry("--runbook", of(Kind.RUNBOOK)),
            Map.entry("--lost", of(Kind.RUNBOOK)),
            Map.entry(
                    "--template",
                    new Choices(Kind.WORDS, List.copyOf(NewCommand.words().keySet()))),
            Map.entry("--file", of(Kind.FILE)),
            Map.entry("--plan", of(Kind.FILE)),
            Map.entry("--out", of(Kind.FILE)),
            Map.entry("--junit", of(Kind.FILE)),
            Map.entry("--home", of(Kind.FILE)),
            Map.entry(
                    "--accept",
                    new Choices(
                            Kind.OPEN_WORDS,
                            List.of("runbook=", "inputs=", "target=", "operator=", "drift=", "plan="))));

    private static final Map<String, Choices> ARGUMENTS = Map.ofEntries(
            Map.entry("run", of(Kind.RUNBOOK)),
            Map.entry("plan", of(Kind.RUNBOOK)),
            Map.entry("explain", of(Kind.RUNBOOK)),
            Map.entry("import", of(Kind.FILE)),
            Map.entry("show", of(Kind.RUNBOOK)),
            Map.entry("check", of(Kind.RUNBOOK)),
            Map.entry("test", of(Kind.RUNBOOK)),
            Map.entry("doctor", of(Kind.RUNBOOK)),
            Map.entry("resume", of(Kind.OPEN_RUN)),
            Map.entry("abandon", of(Kind.OPEN_RUN)),
            Map.entry("status", of(Kind.OPEN_RUN)),
            Map.entry("rollback", of(Kind.RUN)),
            Map.entry("report", of(Kind.RUN)),
            Map.entry("verify", of(Kind.RUN)),
            Map.entry("export", of(Kind.RUN)),
            Map.entry("runs", words("prune")),
            Map.entry("env", of(Kind.ENVIRONMENT)),
            Map.entry("use", of(Kind.ENVIRONMENT)),
            Map.entry("sandbox", new Choices(Kind.WORDS, SandboxCommand.WORDS)),
            Map.entry("help", of(Kind.COMMAND)));

    private static Choices of(Kind kind) {
        return new Choices(kind, List.of());
    }

    private static Choices words(String... words) {
        return new Choices(Kind.WORDS, List.of(words));
    }

    /** @param option e.g. {@code --env} */
    public static Choices ofOption(String command, String option) {
        return option.equals("--format") ? formats(command) : OPTIONS.getOrDefault(option, NOTHING);
    }

    private static Choices formats(String command) {
        return switch (command) {
            case "check" ->
                new Choices(Kind.WORDS, List.copyOf(Written.words(Format.class).keySet()));
            case "report" ->
                new Choices(
                        Kind.WORDS,
                        ReportCommand.FORMATS.keySet().stream().sorted().toList());
            default -> words("md", "json");
        };
    }

    public static Choices ofArgument(String command) {
        return ARGUMENTS.getOrDefault(command, NOTHING);
    }
}
