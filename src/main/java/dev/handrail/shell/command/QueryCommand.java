package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** {@code sql …} and {@code redis …}, which are the shell's: there their line is read as it was typed. */
@picocli.CommandLine.Command
final class QueryCommand implements Command {
    private final String word;

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "what is asked")
    @Nullable
    List<String> text;

    QueryCommand(String word) {
        this.word = word;
    }

    @Override
    public ExitCode run(Session session) {
        if (session.seat().inside()) {
            throw Written.wrong(
                    "options are not taken here",
                    word,
                    "the whole line is " + word + "'s",
                    "begin the line with " + word);
        }
        throw Written.wrong(
                word + " is a word of the shell",
                word,
                "there what is asked is read only, bounded in time and kept with an open run",
                "open the shell: handrail --env NAME\nfor a program: " + (word.equals("sql") ? "psql" : "redis-cli")
                        + ", see: handrail sandbox url");
    }
}
