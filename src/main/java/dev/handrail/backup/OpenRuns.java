package dev.handrail.backup;

import dev.handrail.runbook.Database;
import dev.handrail.runbook.History;
import dev.handrail.runbook.Manifest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which runs may still need the backups that they made, to go back. Right after its backup an open run has left no note
 * in the database yet: what nothing tells to be over counts as open.
 *
 * @param noted the open runs of which the database has a note
 * @param over whether a run's journal, where it is in this home, says that it is over
 */
record OpenRuns(Set<String> noted, Function<String, Optional<Boolean>> over) {
    /** Where nothing is to be removed. */
    static final OpenRuns NONE = new OpenRuns(Set.of(), run -> Optional.empty());

    private static final String MAY = "select pg_catalog.has_table_privilege('handrail.run', 'select') as may";

    static OpenRuns of(Database database, History history) {
        boolean seen = database.anchored()
                && Boolean.TRUE.equals(database.catalog(MAY, Map.of()).get(0).get("may"));
        Set<String> noted = seen
                ? database.catalog("select run from handrail.run", Map.of()).stream()
                        .map(row -> String.valueOf(row.get("run")))
                        .collect(Collectors.toSet())
                : Set.of();
        return new OpenRuns(noted, history::over);
    }

    /** Why the run that made a backup may still need it; empty where it is over. */
    Optional<String> need(Manifest backup) {
        String run = "run " + backup.run();
        if (noted.contains(backup.run())) {
            return Optional.of(run + " is open on this database");
        }
        Optional<Boolean> known = over.apply(backup.run());
        if (known.isPresent()) { // more than the note: a run that was over may be taken back
            return known.get() ? Optional.empty() : Optional.of(run + " is open in this home");
        }
        return backup.over() ? Optional.empty() : Optional.of("nothing here tells whether " + run + " is over");
    }
}
