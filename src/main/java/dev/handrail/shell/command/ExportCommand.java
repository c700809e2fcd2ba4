package dev.handrail.shell.command;

import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Exporting;
import dev.handrail.shell.session.Session;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export RUN --out FILE}: hands a run over to another person or machine. */
@picocli.CommandLine.Command
final class ExportCommand implements Command {
    @Parameters(paramLabel = "RUN", description = "the run")
    String run = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the file to write, e.g. shop.run")
    Path out = Path.of("");

    @Override
    public ExitCode run(Session session) {
        Runs.Run meant = session.runs().find(run);
        new Exporting(session, meant).to(out);
        session.console().say("Run " + meant.id() + " is in " + out + ". Only you can read it; it holds no secrets.");
        if (meant.open()) {
            session.console().say("Go on with it there: handrail resume --file " + out.getFileName());
        }
        return ExitCode.DONE;
    }
}
