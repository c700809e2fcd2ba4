package dev.handrail.shell.repl;

import dev.handrail.problem.ExitCode;
import java.util.Set;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;

/** {@code sql} or {@code redis} alone: question after question, SQL over several lines up to its semicolon. */
record Lines(LineReader reader, Desk desk, String word) {
    private static final Set<String> LEAVE = Set.of("\\q", "exit", "quit");

    void read() {
        if (desk.ask(word) != ExitCode.DONE) {
            return;
        }
        desk.session()
                .say(word.equals("sql") ? "\\q leaves, \\? helps; a semicolon ends a statement." : "exit leaves.");
        StringBuilder typed = new StringBuilder();
        while (true) {
            try {
                String line = reader.readLine(word + (typed.isEmpty() ? "> " : "- "));
                if (typed.isEmpty()
                        ? LEAVE.contains(line.strip())
                        : line.strip().equals("\\q")) {
                    return;
                }
                typed.append(typed.isEmpty() ? "" : "\n").append(line);
                if (whole(typed.toString().strip())) {
                    String all = typed.toString().strip();
                    typed.setLength(0);
                    if (!all.isEmpty()) {
                        desk.ask(word + " " + all);
                    }
                }
            } catch (UserInterruptException cleared) {
                typed.setLength(0);
            } catch (EndOfFileException left) {
                return;
            }
        }
    }

    private boolean whole(String typed) {
        return word.equals("redis") || typed.isEmpty() || typed.startsWith("\\") || typed.endsWith(";");
    }
}
