package dev.handrail.shell.repl;

import dev.handrail.shell.command.Commands;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandRegistry;

/** Completes commands, their options, and whatever has a name: runbooks, environments, steps, inputs, runs. */
final class Completion implements Completer {
    private static final Map<String, List<String>> CHOICES = Map.of(
            "--template", List.of("migration", "partitions", "cache", "release", "restore-drill"),
            "--yes", List.of("reads", "changes"),
            "--ask", List.of("every", "changes", "destroys"),
            "--on-failure", List.of("ask", "stop", "rollback"),
            "--color", List.of("auto", "always", "never"));

    private final CommandRegistry registry;
    private final Supplier<Proposals> proposals;

    Completion(CommandRegistry registry, Supplier<Proposals> proposals) {
        this.registry = registry;
        this.proposals = proposals;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> before = line.words().subList(0, line.wordIndex());
        String word = line.word();
        String last = before.isEmpty() ? "" : before.get(before.size() - 1);
        Command command = before.stream()
                .filter(w -> !w.startsWith("-"))
                .findFirst()
                .map(registry::getCommandByName)
                .orElse(null);
        if (word.startsWith("-")) {
            options(command == null ? "" : command.getName(), candidates);
        } else if (last.startsWith("--") && takesValue(command, last)) {
            values(last, before, candidates);
        } else if (command == null) {
            commands(candidates);
        } else {
            arguments(command.getName(), candidates);
        }
    }

    private void commands(List<Candidate> candidates) {
        for (Command command : registry.getCommands()) {
            candidates.add(described(command.getName(), command.getDescription()));
        }
    }

    private static boolean takesValue(@org.jspecify.annotations.Nullable Command command, String option) {
        return Commands.options(command == null ? "" : command.getName()).stream()
                .anyMatch(known -> known.name().equals(option) && known.takesValue());
    }

    private static void options(String command, List<Candidate> candidates) {
        Commands.options(command).forEach(option -> candidates.add(described(option.name(), option.does())));
    }

    private void values(String option, List<String> before, List<Candidate> candidates) {
        Proposals known = proposals.get();
        switch (option) {
            case "--env" -> plain(known.environments(), candidates);
            case "--set" -> open(known.inputs(before), candidates);
            case "--from", "--until", "--only", "--to" -> plain(known.steps(before), candidates);
            case "--accept" ->
                open(List.of("runbook=", "inputs=", "target=", "operator=", "drift=", "plan="), candidates);
            case "--by" -> plain(known.recoveries(before), candidates);
            case "--run" -> plain(known.runs(true), candidates);
            case "--format" -> plain(formats(before), candidates);
            case "--confirm", "--answer", "--evidence", "--skip", "--override", "--by-hand", "--outcome", "--consent" ->
                open(known.steps(before).stream().map(step -> step + "=").toList(), candidates);
            default -> plain(CHOICES.getOrDefault(option, List.of()), candidates);
        }
    }

    private static List<String> formats(List<String> before) {
        if (before.contains("check")) {
            return List.of("text", "json");
        }
        return before.contains("report") ? List.of("md", "json", "html", "junit") : List.of("md", "json");
    }

    private void arguments(String command, List<Candidate> candidates) {
        Proposals known = proposals.get();
        switch (command) {
            case "run", "plan", "show", "check" -> plain(known.runbooks(), candidates);
            case "resume", "abandon", "status" -> plain(known.runs(true), candidates);
            case "rollback", "report", "verify", "export" -> plain(known.runs(false), candidates);
            case "env", "use" -> plain(known.environments(), candidates);
            case "sandbox" -> plain(List.of("start", "stop", "reset", "url"), candidates);
            case "help" -> commands(candidates);
            default -> {
                // takes no word that is known
            }
        }
    }

    private static void plain(List<String> values, List<Candidate> candidates) {
        values.forEach(value -> candidates.add(new Candidate(value)));
    }

    /** More is typed right behind these. */
    private static void open(List<String> values, List<Candidate> candidates) {
        values.forEach(value -> candidates.add(new Candidate(value, value, null, null, null, null, false)));
    }

    private static Candidate described(String value, String does) {
        String shown = does.isEmpty() ? does : does.substring(0, 1).toLowerCase(Locale.ROOT) + does.substring(1);
        return new Candidate(value, value, null, shown, null, null, true);
    }
}
