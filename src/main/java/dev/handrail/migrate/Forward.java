package dev.handrail.migrate;

import dev.handrail.hazard.Batch;
import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Statement;
import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What applying files means, given the history.
 *
 * @param pending the scripts that are still to run, or the rest of them
 */
record Forward(MigrateAction action, Files files, Map<String, Applied> history, List<Script> pending) {
    /** @param looking what a script's own queries answer now, from the part on that is given */
    static Forward of(
            MigrateAction action, Files files, List<Applied> history, BiFunction<Script, Integer, Script> looking) {
        Forward whole = new Forward(action, files, rows(history), List.of());
        List<Script> pending = files.between(action.baseline(), action.upTo()).stream()
                .filter(f -> whole.row(f.name()).filter(Applied::whole).isEmpty())
                .map(Script::of)
                .map(script -> looking.apply(script, whole.done(script)))
                .toList();
        return new Forward(action, files, whole.history(), pending);
    }

    /** By name: a thousand files are not looked for among a thousand rows each. */
    private static Map<String, Applied> rows(List<Applied> history) {
        Map<String, Applied> rows = new LinkedHashMap<>();
        history.forEach(row -> rows.putIfAbsent(row.name(), row));
        return rows;
    }

    Plan plan() {
        int baseline = files.index(action.baseline());
        new Agreement(files, action.step(), List.copyOf(history.values())).check(baseline);
        List<Effect> effects = new ArrayList<>(takenAsApplied(baseline));
        Risk risk = Risk.CHANGES;
        for (Script script : pending) {
            Ledger ledger = new Ledger.Applying(script.name(), script.digest(), action.step());
            effects.addAll(new ScriptEffects(action.database(), action.envelope()).of(script, done(script), ledger));
            risk = risk.or(script.risk());
        }
        return effects.isEmpty()
                ? Plan.nothing(allApplied())
                : Plan.of(risk, effects).with(oneWay(), List.of());
    }

    /** What of the pending files is still to run. */
    List<Batch> batches() {
        return pending.stream()
                .flatMap(script -> script.batches(action.accepts()).stream().skip(done(script)))
                .toList();
    }

    /** How many parts of it are there already. */
    private int done(Script script) {
        return row(script.name()).map(Applied::appliedParts).orElse(0);
    }

    private Optional<Applied> row(String name) {
        return Optional.ofNullable(history.get(name));
    }

    private String allApplied() {
        int count = files.between(null, action.upTo()).size();
        String which = action.upTo() == null ? "" : " up to " + action.upTo();
        return count == 1 ? "the one file" + which + " is applied" : "all " + count + " files" + which + " are applied";
    }

    /** Rows for files that are there by other means; one that is edited gets its present digest. */
    private List<Sql> takenAsApplied(int baseline) {
        List<Statement> rows = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (MigrationFile file : files.forward().subList(0, baseline + 1)) {
            Optional<Applied> row = row(file.name());
            if (row.isEmpty()) {
                rows.add(new Ledger.Applying(file.name(), file.digest(), action.step()).taken());
                added.add(file.name());
            } else if (!row.get().mark().equals(file.digest())) {
                rows.add(Statement.ours(
                        "update handrail.migration set digest = ? where name = ?",
                        Text.of(file.digest()),
                        Text.of(file.name())));
            }
        }
        Map<String, String> facts = added.isEmpty() ? Map.of() : Map.of("baselined", String.join("\n", added));
        return rows.isEmpty()
                ? List.of()
                : List.of(Sql.inTransaction(action.database(), rows, action.envelope())
                        .titled("baseline " + action.baseline() + ": taken as applied, not run", facts));
    }

    /** Said before it is too late, but only where the author meant to have a way back. */
    private List<Hazard> oneWay() {
        if (files.reverts().isEmpty()) {
            return List.of();
        }
        return pending.stream()
                .filter(script -> files.revertOf(script.name()).isEmpty())
                .map(script -> Danger.NO_REVERT_FILE.seen(
                        script.name() + " can't be taken back: it has no revert file",
                        "write a revert file named " + script.name()))
                .toList();
    }
}
