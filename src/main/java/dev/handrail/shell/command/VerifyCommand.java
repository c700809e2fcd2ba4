package dev.handrail.shell.command;

import dev.handrail.journal.Journal;
import dev.handrail.journal.JournalReader;
import dev.handrail.problem.ExitCode;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.session.HandedOver;
import dev.handrail.shell.session.Session;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify RUN}: whether its journal is whole and unaltered. */
@picocli.CommandLine.Command
final class VerifyCommand implements Command {
    @Parameters(arity = "0..1", paramLabel = "RUN", description = "the run")
    @Nullable
    String run;

    @Option(names = "--file", paramLabel = "FILE", description = "a run that was exported, or its journal")
    @Nullable
    Path file;

    @Override
    public ExitCode run(Session session) {
        if (file != null) {
            try (HandedOver handed = HandedOver.read(session, file)) {
                return tell(session, JournalReader.prove(handed.run().folder().resolve(Journal.FILE)));
            }
        }
        if (run == null) {
            throw Written.wrong("verify needs RUN", "", "", "write: handrail verify RUN, or --file FILE");
        }
        return tell(session, session.runs().prove(run));
    }

    private static ExitCode tell(Session session, JournalReader.Proof proof) {
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
