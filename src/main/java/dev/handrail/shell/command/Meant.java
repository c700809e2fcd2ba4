package dev.handrail.shell.command;

import dev.handrail.journal.Runs;
import dev.handrail.shell.session.HandedOver;
import dev.handrail.shell.session.Session;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which run is meant: one of this home, or the one in a file. */
final class Meant {
    @Parameters(arity = "0..1", paramLabel = "RUN", description = "the run; the only open one where it is left out")
    @Nullable
    String run;

    @Option(names = "--file", paramLabel = "FILE", description = "a run that was exported, or its journal")
    @Nullable
    Path file;

    @Option(names = "--runbook", paramLabel = "RUNBOOK", description = "where the runbook is now, if not where it was")
    @Nullable
    String runbook;

    boolean handed() {
        return file != null;
    }

    /** The run; one in a file is taken into this home first. */
    Runs.Run of(Session session) {
        Path named = file;
        if (named == null) {
            return session.run(run);
        }
        if (run != null) {
            throw Written.wrong(
                    "RUN and --file exclude each other", run, "the file says which run it is", "leave one out");
        }
        try (HandedOver handed = HandedOver.read(session, named)) {
            return handed.taken();
        }
    }
}
