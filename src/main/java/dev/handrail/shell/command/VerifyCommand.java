package dev.handrail.shell.command;

import dev.handrail.journal.Journal;
import dev.handrail.journal.JournalReader;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.session.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** {@code verify RUN}: whether its journal is whole and unaltered. */
@picocli.CommandLine.Command
final class VerifyCommand implements Command {
    @Parameters(paramLabel = "RUN", description = "the run")
    String run = "";

    @Override
    public ExitCode run(Session session) {
        Runs.Run meant = session.runs().find(run);
        JournalReader.Read read = JournalReader.read(meant.folder().resolve(Journal.FILE));
        if (session.console().json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("run", meant.id());
            fields.put("records", read.lines().size());
            fields.put("whole", read.tornBytes() == 0);
            session.console().record(fields);
            return ExitCode.DONE;
        }
        session.console()
                .data(new Line()
                        .bold(meant.id())
                        .add(": " + read.lines().size() + " records, each follows on the one before"));
        if (read.tornBytes() > 0) {
            session.console()
                    .data("The last record was cut short (" + read.tornBytes()
                            + " bytes); resume takes it away, on record.");
        }
        return ExitCode.DONE;
    }
}
