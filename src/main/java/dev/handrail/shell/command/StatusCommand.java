package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Following;
import dev.handrail.shell.session.HandedOver;
import dev.handrail.shell.session.Session;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code status [RUN] [--follow]}: how a run stands, from another terminal too. */
@picocli.CommandLine.Command
final class StatusCommand implements Command {
    @Parameters(arity = "0..1", paramLabel = "RUN", description = "the run; the only open one where it is left out")
    @Nullable
    String run;

    @Option(names = "--file", paramLabel = "FILE", description = "a run that was exported, or its journal")
    @Nullable
    Path file;

    @Option(names = "--follow", description = "goes on telling until the run pauses or ends")
    boolean follow;

    @Override
    public ExitCode run(Session session) {
        if (file != null) {
            return handed(session, file);
        }
        Following following = new Following(session, session.run(run));
        following.now();
        return follow ? following.onwards() : ExitCode.DONE;
    }

    private ExitCode handed(Session session, Path named) {
        if (run != null || follow) {
            throw Written.wrong(
                    "--file goes with neither RUN nor --follow",
                    "status --file " + named,
                    "the file says which run it is, and does not grow",
                    "leave the other out");
        }
        try (HandedOver handed = HandedOver.read(session, named)) {
            new Following(session, handed.run()).now();
        }
        return ExitCode.DONE;
    }
}
