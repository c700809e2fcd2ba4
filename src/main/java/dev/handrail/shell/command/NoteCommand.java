package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Notes;
import dev.handrail.shell.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code note TEXT}: into the open run's journal. */
@picocli.CommandLine.Command
final class NoteCommand implements Command {
    @Parameters(paramLabel = "TEXT", description = "the note, quoted")
    String text = "";

    @Option(names = "--run", paramLabel = "RUN", description = "the run; the only open one where it is left out")
    @Nullable
    String run;

    @Override
    public ExitCode run(Session session) {
        if (text.isBlank()) {
            throw Written.wrong("the note is empty", "note", "", "write it behind the word: handrail note \"TEXT\"");
        }
        new Notes(session).take(session.run(run), text);
        return ExitCode.DONE;
    }
}
