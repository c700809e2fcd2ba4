package dev.handrail.target.backup;

import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.time.Duration;

/** Sessions of programs that an earlier attempt of this run started and that outlived it. The run's lock is ours. */
final class Orphaned {
    private Orphaned() {}

    /** As the user who connects: a role taken later may not be allowed to end them. */
    static long end(Login login) {
        Login plain = new Login(login.address(), null, null, login.run());
        try (Maintenance session = Maintenance.open(plain, "orphans", Duration.ofMinutes(1))) {
            return session.rows("""
                            select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity
                            where application_name = ? and usename = session_user""", Tools.sessionName(login)).size();
        }
    }
}
