package dev.handrail.target.backup;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import dev.handrail.target.postgres.Maintenance;
import java.util.List;
import java.util.Map;

/** What a restored database holds. */
final class Restored {
    private Restored() {}

    static Counts counted(Maintenance fresh, Execution execution) {
        Reading.prepare(fresh);
        List<Tables.Table> tables = Tables.of(fresh).all();
        Counts found = Counts.none();
        for (Tables.Table table : tables) {
            execution.progress(new Progress(found.rows().size(), tables.size(), "tables", "comparing"));
            found.put(table, Reading.ROWS.of(fresh, table));
        }
        return found;
    }

    /** @throws EffectFailure where a table has other rows than the backup */
    static Counts compared(Maintenance fresh, String name, Map<String, Long> rows, Execution execution) {
        Counts found = counted(fresh, execution);
        List<String> differences = new Counts(rows, Map.of()).differences(found);
        if (!differences.isEmpty()) {
            throw EffectFailure.failed(
                    "the restored database has other rows than the backup",
                    name,
                    String.join("\n", differences) + "\nThe new database was dropped, the present one is untouched.",
                    "restore another backup");
        }
        return found;
    }
}
