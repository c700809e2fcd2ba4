package dev.handrail.migrate;

import dev.handrail.hazard.Accepts;
import dev.handrail.hazard.Batch;
import dev.handrail.hazard.Foresight;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Targets;
import java.util.ArrayList;
import java.util.List;

/** What taking files back means: their revert files, newest first, each with its row in the history. */
record Backward(String database, Envelope envelope, Files files) {
    /**
     * @param rows what is to be taken back, newest first
     * @throws Problem before anything is done, where one of them can't be taken back
     */
    Plan plan(List<Applied> rows, String nothing) {
        if (rows.isEmpty()) {
            return Plan.nothing(nothing);
        }
        List<String> oneWay = rows.stream()
                .map(Applied::name)
                .filter(name -> files.revertOf(name).isEmpty())
                .toList();
        if (!oneWay.isEmpty()) {
            throw new Problem(
                    ExitCode.WRONG,
                    "there is no revert file for " + Files.some(oneWay),
                    "",
                    "nothing is taken back in part: files go back newest first, each by its revert file",
                    "write what is missing as a revert file of the same name; or take it back by hand, delete its row "
                            + "in handrail.migration and mark the step with --by-hand");
        }
        List<Effect> effects = new ArrayList<>();
        Risk risk = Risk.CHANGES;
        for (Applied row : rows) {
            Script script = Script.of(files.revertOf(row.name()).orElseThrow());
            Ledger ledger = new Ledger.Reverting(row.name(), row.digest());
            effects.addAll(
                    new ScriptEffects(database, envelope).of(script, whole(row).revertedParts(), ledger));
            risk = risk.or(script.risk());
        }
        return Plan.of(risk, effects);
    }

    /** What can go wrong with the rows' revert files, on the database as it is now. */
    Foresight foresight(Targets targets, List<Applied> rows, Accepts accepts) {
        List<Batch> batches = rows.stream()
                .flatMap(row -> Script.of(files.revertOf(row.name()).orElseThrow()).batches(accepts).stream()
                        .skip(row.revertedParts()))
                .toList();
        return Foresight.of(targets, database, batches);
    }

    /** A revert file is written for all that its file does. */
    private static Applied whole(Applied row) {
        if (row.appliedParts() > 0) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    row.name() + " is applied in part only",
                    "",
                    row.appliedParts() + " of its parts are there; its revert file is written for all of them",
                    "resume, so that it is applied to its end; or take its parts back by hand, delete its row in "
                            + "handrail.migration and mark the step with --by-hand");
        }
        return row;
    }

    Risk ceiling() {
        return files.reverts().stream().map(Script::of).map(Script::risk).reduce(Risk.CHANGES, Risk::or);
    }
}
