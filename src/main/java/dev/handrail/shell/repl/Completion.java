package dev.handrail.shell.repl;

import dev.handrail.shell.command.Choices;
import dev.handrail.shell.command.Commands;
import dev.handrail.shell.query.Inquiry;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandRegistry;

/** Completes commands, their options, and whatever has a name: runbooks, environments, steps, inputs, runs. */
final class Completion implements Completer {
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
        if (Inquiry.means(line.line())) {
            plain(proposals.get().asked(before), candidates);
            return;
        }
        String last = before.isEmpty() ? "" : before.get(before.size() - 1);
        Command command = before.stream()
                .filter(w -> !w.startsWith("-"))
                .findFirst()
                .map(registry::getCommandByName)
                .orElse(null);
        if (word.startsWith("-")) {
            options(command == null ? "" : command.getName(), candidates);
        } else if (last.startsWith("--") && takesValue(command, last)) {
            proposed(Choices.ofOption(command == null ? "" : command.getName(), last), before, word, candidates);
        } else if (command == null) {
            commands(candidates);
        } else {
            proposed(Choices.ofArgument(command.getName()), before, word, candidates);
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

    /** @param before the words before this one */
    private void proposed(Choices choices, List<String> before, String word, List<Candidate> candidates) {
        Proposals known = proposals.get();
        switch (choices.kind()) {
            case NOTHING, FILE -> {
                // nothing that is known here
            }
            case WORDS -> plain(choices.words(), candidates);
            case OPEN_WORDS -> open(choices.words(), candidates);
            case ENVIRONMENT -> plain(known.environments(), candidates);
            case INPUT -> inputs(known, before, word, candidates);
            case STEP -> plain(known.steps(before), candidates);
            case STEP_WITH ->
                open(known.steps(before).stream().map(step -> step + "=").toList(), candidates);
            case RECOVERY -> plain(known.recoveries(before), candidates);
            case OPEN_RUN -> plain(known.runs(true), candidates);
            case RUN -> plain(known.runs(false), candidates);
            case RUNBOOK -> plain(known.runbooks(), candidates);
            case COMMAND -> commands(candidates);
        }
    }

    /** Behind the equals sign what the input may be, where only a few words are allowed. */
    private static void inputs(Proposals known, List<String> before, String word, List<Candidate> candidates) {
        if (word.contains("=")) {
            plain(known.choices(before, word.substring(0, word.indexOf('='))), candidates);
        } else {
            open(known.inputs(before), candidates);
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
