package dev.handrail.shell.session;

import dev.handrail.journal.Journal;
import dev.handrail.journal.Runs;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Guard;
import java.nio.file.Files;
import java.util.Optional;

/** What can be done about a run that is open on a target, in commands to paste. */
record OpenRun(Session session, String runbook, String environment) {
    /** Whether its journal is in this home decides what can be done here. */
    String remedy(Guard.Holder other) {
        if (!Files.exists(session.home().run(other.run()).resolve(Journal.FILE))) {
            return elsewhere(other);
        }
        Optional<Runs.Run> here = here(other.run());
        if (here.isEmpty()) {
            return "its journal is here, and was altered: get the file back from a copy, or close the run as it stands: "
                    + lost(other);
        }
        String run = other.run() + session.options().bindings().again();
        return here.get().open()
                ? "handrail resume " + run + "\nhandrail rollback " + run + "\nhandrail abandon " + run
                        + " --reason TEXT"
                : "its journal says that it ended; take its note away: handrail abandon " + run + " --reason TEXT";
    }

    /** Empty where it was altered. */
    private Optional<Runs.Run> here(String run) {
        try {
            return Optional.of(session.runs().find(run));
        } catch (Problem altered) {
            return Optional.empty();
        }
    }

    private String elsewhere(Guard.Holder other) {
        String file = other.run() + ".run";
        String bound = session.options().bindings().again();
        return "its journal is not in this home. Go on with it on " + other.host() + ", or get it from there:\n"
                + "handrail export " + other.run() + " --out " + file + "\n"
                + "and here one of\n"
                + "handrail resume --file " + file + bound + "\nhandrail rollback --file " + file + bound
                + "\nhandrail abandon --file " + file + bound + " --reason TEXT\n"
                + "Where that journal is lost for good: " + lost(other);
    }

    private String lost(Guard.Holder other) {
        boolean named = session.options().bindings().none();
        String where =
                named ? " --env " + environment : session.options().bindings().again();
        return "handrail abandon " + other.run() + " --lost " + runbook + where + " --reason TEXT";
    }
}
