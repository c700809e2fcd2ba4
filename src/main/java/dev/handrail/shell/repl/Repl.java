package dev.handrail.shell.repl;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.settings.Home;
import dev.handrail.shell.help.Entry;
import dev.handrail.shell.help.Help;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.session.Options;
import dev.handrail.shell.session.Seat;
import dev.handrail.shell.session.Session;
import dev.handrail.text.NearWord;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.shell.core.ShellRunner;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandRegistry;

/** The shell: a Spring Shell with our commands, our own loop, and nothing that is not needed before the first prompt. */
public final class Repl {
    private final Terminal terminal;
    private final Desk desk;
    private final Path history;

    private Repl(Terminal terminal, Desk desk, Path history) {
        this.terminal = terminal;
        this.desk = desk;
        this.history = history;
    }

    /** Reads and runs lines until the person leaves. */
    public static ExitCode open(Terminal terminal, Seat seat, Options options) {
        Desk desk = new Desk(
                seat,
                options,
                new Pager(terminal, seat.redraws() && !options.telling().accessible()));
        Home home = desk.session().home().open();
        Repl repl = new Repl(terminal, desk, home.history());
        Session session = desk.session();
        session.console()
                .say(new Line().bold("handrail").add("  Type help, or press Tab. Ctrl-D leaves."), session.width());
        try (GenericApplicationContext context = repl.spring()) {
            context.getBean(ShellRunner.class).run(new String[0]);
            return ExitCode.DONE;
        } catch (Exception failure) {
            throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        }
    }

    /** Spring's container alone: what Boot looks at before it starts costs half a second, and nothing here needs it. */
    private GenericApplicationContext spring() {
        GenericApplicationContext context = new GenericApplicationContext();
        beans(context);
        context.refresh();
        return context;
    }

    private void beans(GenericApplicationContext context) {
        for (Entry entry : Help.COMMANDS) {
            register(context, new WordCommand(entry.name(), entry.arguments(), entry.does(), desk::run));
        }
        register(context, new WordCommand("use", "ENVIRONMENT", "works on another environment from now on", this::use));
        register(context, new WordCommand("exit", "", "leaves the shell", words -> ExitCode.DONE));
        context.registerBean(CommandRegistry.class);
        context.registerBean(Prompt.class, () -> new Prompt(desk));
        context.registerBean(LineReader.class, () -> reader(context.getBean(CommandRegistry.class)));
        context.registerBean(
                ShellRunner.class,
                () -> new Loop(
                        context.getBean(CommandRegistry.class),
                        context.getBean(LineReader.class),
                        context.getBean(Prompt.class),
                        desk));
    }

    private static void register(GenericApplicationContext context, WordCommand command) {
        context.registerBean("command-" + command.name(), Command.class, () -> command);
    }

    private LineReader reader(CommandRegistry registry) {
        DefaultParser parser = new DefaultParser();
        parser.setEofOnUnclosedQuote(false);
        parser.setEscapeChars(new char[0]); // a backslash begins psql's commands
        LineReader reader = LineReaderBuilder.builder()
                .appName("handrail")
                .terminal(terminal)
                .parser(parser)
                .history(new Past())
                .completer(new Completion(registry, () -> new Proposals(desk.session(), desk.inquiry())))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        if (Past.ready(history)) {
            reader.setVariable(LineReader.HISTORY_FILE, history);
        }
        return reader;
    }

    private ExitCode use(List<String> words) {
        if (words.size() != 2) {
            List<String> names = desk.session().settings().names();
            desk.session()
                    .say("The environment is " + desk.environment() + ". Another one: use NAME, of "
                            + String.join(", ", names));
            return ExitCode.DONE;
        }
        try {
            desk.use(words.get(1));
            return ExitCode.DONE;
        } catch (Problem unknown) {
            String near =
                    NearWord.proposal(words.get(1), desk.session().settings().names());
            throw new Problem(ExitCode.WRONG, unknown.what(), "use " + words.get(1), unknown.why(), near, unknown);
        }
    }
}
