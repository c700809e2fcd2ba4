package dev.handrail.target.backup;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Clients;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Restore;
import dev.handrail.target.host.PgProgram;
import dev.handrail.target.host.SearchPath;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.util.LinkedHashMap;
import java.util.Map;

/** A new database beside the present one, filled by one of PostgreSQL's programs; dropped again where that fails. */
record Filling(Login login, SearchPath path, Restore restore, Execution execution) {
    /** What fills it. */
    interface Fill {
        /** @return what is in it now */
        Counts into(Tools tools, PgProgram program);
    }

    /**
     * @param program its name
     * @param least the major version that it has at least
     * @param place where the rows come from, for people
     */
    Outcome with(String program, int least, String place, Fill fill) {
        try (Maintenance server = Maintenance.open(login.on(Maintenance.DATABASE), "restore", null)) {
            PgProgram found = PgProgram.require(
                    program, Math.max(server.major(), least), Clients.newestFor(program, server.major()), path);
            Orphaned.end(login.on(Maintenance.DATABASE));
            NewDatabase fresh = new NewDatabase(server, restore.into(), "handrail restore of run " + execution.run());
            Map<String, String> facts = new LinkedHashMap<>(server.facts());
            facts.put("into", restore.into());
            facts.put("place", place);
            facts.put("program", found.path() + ", " + found.version());
            execution.started(facts);
            fresh.dropOurs();
            return filled(fresh, found, place, fill);
        }
    }

    private Outcome filled(NewDatabase fresh, PgProgram program, String place, Fill fill) {
        boolean done = false;
        try (ToolLog log = ToolLog.open(execution)) {
            fresh.create(NewDatabase.Like.of(fresh.server(), login.address().database()));
            Tools tools =
                    new Tools(login, fresh.server().server(), fresh.server().major(), execution, log);
            Counts counts = fill.into(tools, program);
            Inheritance.give(fresh.server(), login.address().database(), restore.into());
            done = true;
            return new Outcome(
                    Map.of("rows", counts.total(), "tables", (long)
                            counts.rows().size()),
                    Map.of("into", restore.into(), "place", place),
                    Map.of(),
                    Map.of());
        } finally {
            if (!done) {
                drop(fresh);
            }
        }
    }

    private void drop(NewDatabase fresh) {
        try {
            fresh.dropOurs();
        } catch (Problem e) {
            execution.said("the database " + restore.into() + " could not be dropped: " + e.what());
        }
    }
}
