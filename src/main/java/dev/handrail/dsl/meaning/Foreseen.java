package dev.handrail.dsl.meaning;

import dev.handrail.hazard.Batch;
import dev.handrail.hazard.Examination;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.migrate.MigrateAction;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Always;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Section;
import dev.handrail.runbook.Step;
import dev.handrail.runbook.WayBack;
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
                .flatMap(step -> seen.of(step).stream())
                .toList();
    }

    private List<Hazard> of(Step step) {
        List<Hazard> hazards = new ArrayList<>(of(step.action()));
        back(step).forEach(h -> hazards.add(h.onTheWayBack()));
        return hazards;
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
            return migrate.downTo() == null
                    ? hazards
                    : hazards.stream().map(Hazard::onTheWayBack).toList();
        }
        return List.of();
    }

    /** What takes a step back is judged by what the step itself made, which nobody loses by that. */
    private static List<Hazard> back(Step step) {
        List<Hazard> hazards = new ArrayList<>();
        if (step.wayBack() instanceof WayBack.By by && by.action() instanceof Always authors) {
            Foreseen apart = new Foreseen();
            if (step.action() instanceof SqlAction) {
                apart.of(step.action());
            }
            return apart.of(authors.action());
        }
        if (step.action() instanceof MigrateAction migrate) {
            migrate.ways().forEach(way -> {
                Examination apart = unseen();
                way.there().forEach(apart::of);
                way.back().forEach(batch -> hazards.addAll(apart.of(batch)));
            });
        }
        return hazards;
    }

    private Examination examination(String database) {
        return examinations.computeIfAbsent(database, d -> unseen());
    }

    private static Examination unseen() {
        return new Examination(Schema.unseen(), List.of());
    }
}
