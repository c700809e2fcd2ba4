package dev.handrail.hazard;

import dev.handrail.hazard.live.Catalog;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.hazard.statement.Judge;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The hazards of statements on the database that they are for, as it is now. */
public final class Foresight {
    private static final Set<String> STRUCTURE =
            Set.of("alter", "create", "drop", "truncate", "reindex", "cluster", "vacuum", "refresh", "lock", "comment");

    private Foresight() {}

    /** Asks the database only where a statement is one that can have any. */
    public static List<Hazard> of(Targets targets, String database, List<Batch> batches) {
        List<String> statements = batches.stream()
                .flatMap(b -> b.statements().stream())
                .map(Statement::parts)
                .flatMap(List::stream)
                .toList();
        if (!worthAsking(statements)) {
            return List.of();
        }
        return examined(seen(targets, database, statements), batches);
    }

    private static Examination seen(Targets targets, String database, List<String> statements) {
        try {
            Catalog catalog = Catalog.of(targets.database(database), statements);
            return new Examination(catalog.schema(), catalog.sessions());
        } catch (Problem unreachable) {
            return new Examination(Schema.unseen(), List.of()); // who performs the statements says so, and why
        }
    }

    private static List<Hazard> examined(Examination examination, List<Batch> batches) {
        List<Hazard> hazards = new ArrayList<>();
        batches.forEach(batch -> hazards.addAll(examination.of(batch)));
        return hazards;
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
