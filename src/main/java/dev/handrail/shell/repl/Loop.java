package dev.handrail.shell.repl;

import dev.handrail.problem.Problem;
import dev.handrail.shell.query.Inquiry;
import dev.handrail.text.Words;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.utils.Signals;
import org.springframework.shell.core.InputReader;
import org.springframework.shell.core.ShellRunner;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ParsedInput;

/**
 * Reads a line, runs it, reads the next: instead of Spring Shell's own runner, which leaves at Ctrl-C, loses quotes and
 * exit codes and prints stack traces.
 */
final class Loop implements ShellRunner {
    private static final List<String> LEAVE = List.of("exit", "quit", "\\q");

    private final CommandRegistry registry;
    private final LineReader reader;
    private final Prompt prompt;
    private final Desk desk;

    Loop(CommandRegistry registry, LineReader reader, Prompt prompt, Desk desk) {
        this.registry = registry;
        this.reader = reader;
        this.prompt = prompt;
        this.desk = desk;
    }

    @Override
    public void run(String[] arguments) {
        while (true) {
            try {
                String line = prompt.read(reader);
                if (Inquiry.means(line)) {
                    interruptible(() -> ask(line.strip()));
                    continue;
                }
                if (LEAVE.contains(line.strip())) {
                    if (desk.leaves()) {
                        return;
                    }
                    continue;
                }
                Inquiry.wordless(line).ifPresent(mistake -> {
                    throw mistake;
                });
                List<String> words = Words.of(line);
                if (!words.isEmpty()) {
                    interruptible(() -> execute(words));
                }
            } catch (UserInterruptException cleared) {
                // Ctrl-C clears the line
            } catch (EndOfFileException left) {
                if (desk.leaves()) {
                    return;
                }
            } catch (Problem mistake) {
                desk.session().told().failure(mistake);
            }
        }
    }

    /** A question; the word alone takes more of them, line by line. */
    private void ask(String line) {
        if (line.equals("sql") || line.equals("redis")) {
            new Lines(reader, desk, line).read();
        } else {
            desk.ask(line);
        }
    }

    private void execute(List<String> words) {
        Optional<Command> command =
                words.stream().filter(word -> !word.startsWith("-")).findFirst().map(registry::getCommandByName);
        if (command.isEmpty()) {
            desk.run(words);
            return;
        }
        ParsedInput.Builder input =
                ParsedInput.builder().commandName(command.get().getName());
        for (int i = 0; i < words.size(); i++) {
            input.addArgument(new CommandArgument(i, words.get(i)));
        }
        InputReader none = new InputReader() {};
        try {
            command.get()
                    .execute(new CommandContext(
                            input.build(), registry, reader.getTerminal().writer(), none));
        } catch (Exception failure) {
            desk.session().told().failure(failure);
        }
    }

    /** Ctrl-C ends what a command waits for, never the shell; a run at work handles it itself. */
    private static void interruptible(Runnable work) {
        Thread thread = Thread.currentThread();
        Object before = Signals.register("INT", thread::interrupt);
        try {
            work.run();
        } finally {
            if (before != null) {
                Signals.unregister("INT", before);
            }
            Thread.interrupted();
        }
    }
}
