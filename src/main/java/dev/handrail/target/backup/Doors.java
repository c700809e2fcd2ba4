package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.target.postgres.Maintenance;
import dev.handrail.text.Quoting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Lets nobody into a database and ends who is in it: applications would come back before it can be renamed. */
record Doors(Maintenance server) {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    void close(String database) {
        allow(database, false);
        long begin = System.nanoTime();
        while (true) {
            List<Map<String, @Nullable Object>> left = server.rows("""
                    select pid, usename, application_name, pg_catalog.pg_terminate_backend(pid) as ended
                    from pg_catalog.pg_stat_activity
                    where datname = ? and pid <> pg_catalog.pg_backend_pid() and backend_type = 'client backend'""", database);
            if (left.isEmpty()) {
                return;
            }
            if (System.nanoTime() - begin > PATIENCE) {
                throw new Problem(
                        ExitCode.FAILED,
                        "a session in " + database + " does not end",
                        server.login().address().shown(),
                        left.get(0).toString(),
                        "see what it does, end it, then resume");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Where it is there and closed. */
    void open(String database) {
        boolean closed = server.value(
                        "select 1 from pg_catalog.pg_database where datname = ? and not datallowconn", database)
                .isPresent();
        if (closed) {
            allow(database, true);
        }
    }

    private void allow(String database, boolean connections) {
        server.execute("alter database " + Quoting.identifier(database) + " with allow_connections " + connections);
    }
}
