package dev.handrail.target.backup;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Swap;
import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the sessions in two databases, again and again, while they are renamed. A rename first locks its database, so
 * that nobody new comes in, and then waits five seconds for those inside to go: there is no moment in which a crash of
 * ours would leave a database closed.
 */
final class Clearing implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_MS = 50;

    private final Maintenance session;
    private final Swap swap;
    private final boolean everybody;
    private final CountDownLatch end = new CountDownLatch(1);
    private @Nullable Thread thread;

    private Clearing(Maintenance session, Swap swap, boolean everybody) {
        this.session = session;
        this.swap = swap;
        this.everybody = everybody;
    }

    /**
     * Ends them once here, so that a missing right is known before anything is renamed, then goes on beside.
     *
     * @param everybody false: ours alone, which outlived an earlier attempt
     * @throws Problem exit 1 where a session may not be ended
     */
    static Clearing begin(Login login, Swap swap, boolean everybody) {
        Maintenance session = Maintenance.open(login, "clear", PATIENCE);
        Clearing clearing = new Clearing(session, swap, everybody);
        try {
            clearing.sweep();
        } catch (Problem e) {
            session.close();
            throw e;
        }
        clearing.start();
        return clearing;
    }

    private void start() {
        Thread beside = new Thread(this::sweepOn, "clear " + swap.name());
        beside.setDaemon(true);
        beside.start();
        thread = beside;
    }

    private void sweepOn() {
        try {
            while (!end.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                sweep();
            }
        } catch (InterruptedException | Problem e) {
            // the rename says that somebody is still inside
        }
    }

    private void sweep() {
        session.rows("""
                select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity
                where datname in (?, ?) and pid <> pg_catalog.pg_backend_pid()
                  and (? or application_name like 'handrail/%')""", swap.name(), swap.fresh(), everybody);
    }

    @Override
    public void close() {
        end.countDown();
        try {
            if (thread != null) {
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.close();
    }
}
