package dev.handrail.shell.command;

import dev.handrail.dsl.mistake.Explained;
import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.problem.ExitCode;
import dev.handrail.shell.help.Entry;
import dev.handrail.shell.help.Help;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.session.Session;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/** {@code help [COMMAND|WORD|CODE]}: an example first, then every option; or what a word or a code means. */
@picocli.CommandLine.Command
final class HelpCommand implements Command {
    @Parameters(
            arity = "0..1",
            paramLabel = "COMMAND",
            description = "the command, the word of the language, or the code (HR020, HZ015, HI001) to tell about")
    @Nullable
    String command;

    static HelpCommand of(String command) {
        HelpCommand help = new HelpCommand();
        help.command = command;
        return help;
    }

    @Override
    public ExitCode run(Session session) {
        if (command == null) {
            session.console().document(Help.text());
            return ExitCode.DONE;
        }
        String name = command;
        Optional<Danger> danger = Danger.of(name.toUpperCase(Locale.ROOT));
        if (danger.isPresent()) {
            hazard(session, danger.get());
            return ExitCode.DONE;
        }
        Optional<Explained> mistake = Explained.of(name.toUpperCase(Locale.ROOT));
        if (mistake.isPresent()) {
            Topics.mistake(mistake.get()).forEach(session.console()::data);
            return ExitCode.DONE;
        }
        List<Line> word = Topics.word(name);
        Optional<Entry> known = Help.of(name);
        if (known.isPresent()) {
            command(session, known.get());
        } else if (word.isEmpty()) {
            throw Written.wrong("there is no command, word or code '" + name + "'", "", "", Topics.near(name));
        }
        if (known.isPresent() && !word.isEmpty()) {
            session.console().data("");
        }
        word.forEach(session.console()::data);
        return ExitCode.DONE;
    }

    private static void command(Session session, Entry entry) {
        session.console().data(Line.of("  " + entry.example(), Line.Look.BOLD));
        session.console().data("");
        session.console()
                .data(((entry.inside() ? "" : "handrail ") + entry.name() + " " + entry.arguments()).strip() + ": "
                        + entry.does());
        session.console().data("");
        for (OptionSpec option : options(entry.name())) {
            session.console().data(told(option));
        }
        session.console().data("");
        session.console().data("Options of every command: handrail help");
    }

    private static void hazard(Session session, Danger danger) {
        session.console().data(Line.of(danger.id(), Line.Look.BOLD).add("  " + danger.means()));
        session.console().data("");
        session.console().data("safer: " + danger.safe());
        session.console()
                .data("take it with a reason: -- handrail:accept " + danger.id()
                        + " why   above the statement, or with // above the word in the runbook");
    }

    private static List<OptionSpec> options(String name) {
        return Commands.model(List.of(name)).getSubcommands().get(name).getCommandSpec().options().stream()
                .filter(option -> !option.inherited())
                .toList();
    }

    private static Line told(OptionSpec option) {
        String form = option.longestName() + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
        return Line.of("  ").column(form, 26, Line.Look.BOLD).add(String.join(" ", option.description()));
    }
}
