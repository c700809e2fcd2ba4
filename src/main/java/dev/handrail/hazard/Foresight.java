package dev.handrail.hazard;

import dev.handrail.hazard.live.Blocking;
import dev.handrail.hazard.live.Catalog;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.hazard.statement.Judge;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The hazards of statements on the database that they are for, as it is now.
 *
 * @param consents to end the sessions that the statements would wait for, where there are any
 */
public record Foresight(List<Hazard> hazards, List<Consent> consents) {
    private static final Set<String> STRUCTURE =
            Set.of("alter", "create", "drop", "truncate", "reindex", "cluster", "vacuum", "refresh", "lock", "comment");

    /** Asks the database only where a statement is one that can have any. */
    public static Foresight of(Targets targets, String database, List<Batch> batches) {
        List<String> statements = batches.stream()
                .flatMap(b -> b.statements().stream())
                .map(Statement::parts)
                .flatMap(List::stream)
                .toList();
        if (!worthAsking(statements)) {
            return new Foresight(List.of(), List.of());
        }
        Examination examination = seen(targets, database, statements);
        List<Hazard> hazards = new ArrayList<>();
        batches.forEach(batch -> hazards.addAll(examination.of(batch)));
        return new Foresight(hazards, Blocking.agreeing(examination.inTheWay()));
    }

    private static Examination seen(Targets targets, String database, List<String> statements) {
        try {
            Catalog catalog = Catalog.of(targets.database(database), statements);
            return new Examination(catalog.schema(), catalog.sessions());
        } catch (Problem unreachable) {
            return new Examination(Schema.unseen(), List.of()); // who performs the statements says so, and why
        }
    }

    /** The plan with what was seen, before what it says itself. */
    public Plan in(Plan plan) {
        List<Hazard> all = new ArrayList<>(hazards);
        all.addAll(plan.hazards());
        List<Consent> needed = new ArrayList<>(plan.consents());
        needed.addAll(consents);
        return plan.with(all, needed);
    }

    /** Reading, and changing some rows, needs no look at the catalog. */
    private static boolean worthAsking(List<String> statements) {
        Judge judge = new Judge(Schema.unseen());
        return statements.stream()
                .anyMatch(sql -> STRUCTURE.contains(first(sql))
                        || !judge.judge(sql).findings().isEmpty());
    }

    private static String first(String sql) {
        return sql.split("[^A-Za-z]", 2)[0].toLowerCase(Locale.ROOT);
    }
}
