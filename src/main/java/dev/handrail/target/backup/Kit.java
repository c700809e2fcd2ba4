package dev.handrail.target.backup;

import dev.handrail.runbook.Execution;
import dev.handrail.target.host.PgProgram;
import dev.handrail.target.host.SearchPath;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;

/** PostgreSQL's programs, all of one version, and how they reach the server that answered us. */
record Kit(Tools tools, PgProgram dumping, PgProgram restoring, PgProgram globals) {
    /**
     * @param least the version that they have at least
     * @param best the newest whose pg_restore is taken without a complaint where the dump is restored
     */
    static Kit of(Tools tools, int least, int best, SearchPath path) {
        PgProgram dumping = PgProgram.require("pg_dump", least, best, path);
        PgProgram restoring = PgProgram.require("pg_restore", dumping.major(), best, path);
        return new Kit(tools, dumping, restoring, PgProgram.require("pg_dumpall", dumping.major(), path));
    }

    /** The same programs for the server that {@code login} reaches. */
    Kit on(Login login, Execution execution) {
        try (Maintenance session = Maintenance.open(login.on(Maintenance.DATABASE), "scratch", null)) {
            return new Kit(
                    new Tools(login, session.server(), session.major(), execution, tools.log()),
                    dumping,
                    restoring,
                    globals);
        }
    }
}
