package dev.handrail.target.postgres;

import dev.handrail.problem.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Opens a session on a server that may be about to let us in: right after a restart nobody comes in for a while, and
 * where all connections are taken some are given back.
 */
record Patient(Login login) {
    /** A server that says itself that it is starting, or that nobody else comes in just now. */
    private static final Duration PASSING = Duration.ofSeconds(60);

    private static final Set<String> PASSES = Set.of(SqlStates.STARTING, SqlStates.CROWDED);
    /** One that says nothing: it may not have come to that yet. */
    private static final Duration SILENT = Duration.ofSeconds(5);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    /** @throws Problem exit 7 where it does not come back */
    Session open(String name) {
        long begin = System.nanoTime();
        while (true) {
            try {
                return Session.open(login.address(), null, login.named(name));
            } catch (Problem e) {
                if (System.nanoTime() - begin > patience(e).toNanos()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private static Duration patience(Problem refused) {
        if (!(refused.getCause() instanceof SQLException e)) {
            return Duration.ZERO;
        }
        if (PASSES.contains(SqlStates.of(e))) {
            return PASSING;
        }
        return SqlStates.saidByServer(e) ? Duration.ZERO : SILENT;
    }
}
