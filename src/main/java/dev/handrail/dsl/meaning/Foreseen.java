package dev.handrail.dsl.meaning;

import dev.handrail.hazard.Batch;
import dev.handrail.hazard.Examination;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.migrate.MigrateAction;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Section;
import dev.handrail.runbook.Step;
import dev.handrail.sql.SqlAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hazards of a runbook's statements, seen without a target: each statement is judged by what those before it made. What
 * a migration file made counts as used by others in the files after it, because it may be applied long before them.
 */
final class Foreseen {
    private final Map<String, Examination> examinations = new HashMap<>();

    static List<Hazard> of(List<Section> sections) {
        Foreseen seen = new Foreseen();
        return sections.stream()
                .flatMap(s -> s.steps().stream())
                .map(Step::action)
                .flatMap(action -> seen.of(action).stream())
                .toList();
    }

    private List<Hazard> of(@Nullable Action action) {
        if (action instanceof SqlAction sql) {
            return examination(sql.database()).of(sql.batch());
        }
        if (action instanceof MigrateAction migrate) {
            Examination examination = examination(migrate.database());
            List<Hazard> hazards = new ArrayList<>();
            for (List<Batch> file : migrate.batches()) {
                file.forEach(batch -> hazards.addAll(examination.of(batch)));
                examination.settle();
            }
            return hazards;
        }
        return List.of();
    }

    private Examination examination(String database) {
        return examinations.computeIfAbsent(database, d -> new Examination(Schema.unseen(), List.of()));
    }
}
