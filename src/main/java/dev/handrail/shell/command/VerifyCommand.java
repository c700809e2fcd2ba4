package dev.handrail.shell.command;

import dev.handrail.journal.JournalReader;
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
        JournalReader.Proof proof = session.runs().prove(run);
        if (session.console().json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("run", proof.run());
            fields.put("records", proof.records());
            fields.put("whole", proof.tornBytes() == 0);
            session.console().record(fields);
            return ExitCode.DONE;
        }
        session.console()
                .data(new Line()
                        .bold(proof.run())
                        .add(": " + proof.records() + " records, each follows on the one before"));
        if (proof.tornBytes() > 0) {
            session.console()
                    .data("The last record was cut short (" + proof.tornBytes()
                            + " bytes); resume takes it away, on record.");
        }
        return ExitCode.DONE;
    }
}
