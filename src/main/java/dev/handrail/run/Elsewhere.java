package dev.handrail.run;

import dev.handrail.journal.RunState;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.TargetKind;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a run went on without this journal: the databases it works on name who has it. */
public record Elsewhere(String run, Runbook runbook, Targets targets) {
    private static final String NOTE = "select operator, host from handrail.run where run = :run";

    /**
     * @param state what this journal says
     * @return what the databases say otherwise, in words; empty where nothing
     * @throws Problem exit 8 where somebody else has the run now
     */
    public List<String> unknownHere(RunState state) {
        List<String> otherwise = new ArrayList<>();
        for (TargetRef target : runbook.targets()) {
            if (target.kind() == TargetKind.DATABASE && state.noted().contains(target.name())) {
                note(target, targets.database(target.name()), state, otherwise);
            }
        }
        return otherwise;
    }

    private void note(TargetRef target, Database database, RunState state, List<String> otherwise) {
        List<Map<String, Object>> rows;
        try {
            rows = database.anchored() ? database.catalog(NOTE, Map.of("run", run)) : List.of();
        } catch (Problem closed) {
            return; // where this user may not look, nothing is known
        }
        if (rows.isEmpty()) {
            otherwise.add(target + " does not name this run as open any more: it was ended elsewhere, or an older"
                    + " state of the database was restored");
            return;
        }
        String operator = String.valueOf(rows.get(0).get("operator"));
        String host = String.valueOf(rows.get(0).get("host"));
        if (!RunState.person(operator).equals(RunState.person(state.operator())) || !host.equals(state.host())) {
            throw new Problem(
                    ExitCode.JOURNAL,
                    "run " + run + " went on elsewhere: this journal is not its whole record",
                    target.toString(),
                    operator + " on " + host + " took it over; going on from here would do again what was done there",
                    "get the journal from there: handrail export " + run + " --out " + run
                            + ".run\nand go on with it here: handrail resume --file " + run + ".run");
        }
    }
}
