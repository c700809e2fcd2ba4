package dev.handrail.target.backup;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import dev.handrail.target.inventory.Differences;
import dev.handrail.target.inventory.Terms;
import dev.handrail.target.inventory.Weight;
import dev.handrail.target.postgres.Maintenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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

    /**
     * @param files the backup's, as pg_restore read them
     * @param remarks takes how it differs where nothing is lost by it
     * @throws EffectFailure where it lacks something that the backup has
     */
    static Counts compared(
            Maintenance fresh,
            String name,
            Path files,
            ManifestFile manifest,
            Consumer<String> remarks,
            Execution execution) {
        Counts found = counted(fresh, execution);
        boolean content = !manifest.provenance().content().isEmpty();
        List<String> lost = new ArrayList<>(new Counts(manifest.manifest().rows(), Map.of()).differences(found));
        Differences beside = Stock.between(
                files, fresh, content, new Terms(Weight.REMARK, Weight.IGNORED, manifest.whole()), execution);
        lost.addAll(beside.losses());
        if (!lost.isEmpty()) {
            throw EffectFailure.failed(
                    "the restored database has something else than the backup",
                    name,
                    String.join("\n", lost) + "\nThe new database was dropped, the present one is untouched.",
                    "restore another backup");
        }
        beside.remarks().forEach(line -> remarks.accept("the restored database differs: " + line));
        return found;
    }
}
