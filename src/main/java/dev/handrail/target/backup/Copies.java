package dev.handrail.target.backup;

import dev.handrail.problem.Problem;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks the server now and then how far the tables are that are being dumped or filled; from PostgreSQL 14 on it knows. */
final class Copies implements AutoCloseable {
    private static final int FIRST_VERSION = 14;
    private static final long PAUSE_MS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String QUERY = """
            select n.nspname || '.' || c.relname as name, p.bytes_processed::bigint as bytes
            from pg_catalog.pg_stat_progress_copy p join pg_catalog.pg_stat_activity a on a.pid = p.pid
            join pg_catalog.pg_class c on c.oid = p.relid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where a.application_name = ? and p.datname = pg_catalog.current_database()""";

    private final Login login;
    private final Advance advance;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    private Copies(Login login, Advance advance) {
        this.login = new Login(login.address(), null, null, login.run()); // a role may not see its user's sessions
        this.advance = advance;
        this.thread = new Thread(this::ask, "progress");
        thread.setDaemon(true);
    }

    /** @param login in the database whose tables these are */
    static Copies begin(Login login, int major, Advance advance) {
        Copies copies = new Copies(login, advance);
        if (major >= FIRST_VERSION) {
            copies.thread.start();
        }
        return copies;
    }

    private void ask() {
        try {
            if (end.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                return; // over before there is anything to tell
            }
            try (Maintenance session = Maintenance.open(login, "progress", PATIENCE)) {
                do {
                    advance.inside(asked(session));
                } while (!end.await(PAUSE_MS, TimeUnit.MILLISECONDS));
            }
        } catch (InterruptedException | Problem e) {
            // only how far it is stays untold
        }
    }

    private Map<String, Long> asked(Maintenance session) {
        Map<String, Long> bytes = new HashMap<>();
        session.rows(QUERY, Tools.sessionName(login))
                .forEach(row -> bytes.put((String) row.get("name"), (Long) row.get("bytes")));
        return bytes;
    }

    @Override
    public void close() {
        end.countDown();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
