package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Guard.Holder;
import dev.handrail.runbook.Guard.Mark;
import dev.handrail.target.guard.Lock;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a database: held by a session in the maintenance database, because one in the database itself would keep
 * its name from being swapped. Where that can't be reached, it is held in the database, and {@link #swappable()} is
 * false.
 */
public final class PostgresLock implements Lock {
    private static final String MAINTENANCE = "postgres";
    /** No such database, no right to connect, no line in pg_hba.conf: the database itself may still let us in. */
    private static final Set<String> NOT_THERE = Set.of("3D000", "42501", "28000");

    private final Login login;
    private final Postgres database;
    private final PostgresEffects effects;
    private @Nullable LockSession held;
    private boolean inMaintenance;

    public PostgresLock(Login login, Postgres database, PostgresEffects effects) {
        this.login = login;
        this.database = database;
        this.effects = effects;
    }

    /**
     * Whether a session here is our own, in a sentence.
     *
     * @throws Problem exit 7 where a pooler lends it to others between transactions
     */
    public String sessions() {
        try (LockSession first = LockSession.open(login, 0)) {
            new Pooler(login).refuseTransactionPooling(first);
            return first.pooled() ? "through a pooler, each our own" : "each our own, no pooler";
        } catch (SQLException e) {
            throw Pooler.byStatement(e) ? Pooler.lending(login, "statement") : Refusals.of(e, login.address());
        }
    }

    @Override
    public String order() {
        return "database " + key().target();
    }

    private LockKey key() {
        return LockKey.of(database.identity());
    }

    /** False where the lock's own session stands in the way of a swap of names. */
    public boolean swappable() {
        return held == null || inMaintenance;
    }

    @Override
    public void take(Holder holder) {
        try {
            LockSession session = open(key().number());
            try {
                database.cluster().require(session.session(), login.address());
                new Pooler(inMaintenance ? login.on(MAINTENANCE) : login).refuseTransactionPooling(session);
                boolean taken = session.tryLock(holder);
                Optional<LockSession.Other> other = session.other();
                if (!taken || other.isPresent()) {
                    throw heldBy(other);
                }
                held = session;
            } finally {
                if (held != session) {
                    session.close();
                }
            }
        } catch (SQLException e) {
            throw Refusals.of(e, login.address());
        }
    }

    private LockSession open(long key) throws SQLException {
        inMaintenance = true;
        try {
            return LockSession.open(login.on(MAINTENANCE), key);
        } catch (Problem e) {
            if (!(e.getCause() instanceof SQLException cause) || !NOT_THERE.contains(SqlStates.of(cause))) {
                throw e;
            }
        }
        inMaintenance = false;
        return LockSession.open(login, key);
    }

    private Problem heldBy(Optional<LockSession.Other> other) {
        Optional<Holder> holder = other.flatMap(o -> holder(o));
        String who = holder.map(h -> "run " + h.run() + " of " + h.runbook() + ", by " + h.operator() + " on "
                        + h.host() + " since " + h.since())
                .orElse("a run that this user may not look into");
        String pid =
                other.map(o -> " (server process " + o.pid() + o.alive() + ")").orElse("");
        return new Problem(
                ExitCode.HELD,
                "another run holds " + login.address().database() + " now",
                login.address().shown(),
                who + pid,
                "wait until it ends (--wait-lock 10m waits for it)"
                        + holder.map(h -> ", or see what it does: handrail status " + h.run())
                                .orElse(""));
    }

    /** From the query that took the lock; where it is hidden, the run's label leads to its row in handrail.run. */
    private Optional<Holder> holder(LockSession.Other other) {
        Optional<Holder> noted = Optional.ofNullable(other.query()).flatMap(HolderNote::read);
        if (noted.isPresent() || other.name() == null || !other.name().startsWith("handrail/")) {
            return noted;
        }
        String run = other.name().split("/")[1];
        Optional<Holder> row = database.anchored() ? effects.openRuns().of(run) : Optional.empty();
        return Optional.of(row.orElse(new Holder(run, "?", "?", "?", String.valueOf(other.since()))));
    }

    @Override
    public void verify() {
        LockSession session = held;
        try {
            if (session != null && session.answers()) {
                return;
            }
        } catch (SQLException e) {
            // said below
        }
        throw new Problem(
                ExitCode.HELD,
                "the lock on " + login.address().database() + " is lost",
                login.address().shown(),
                "the session that held it was ended; another run may have started meanwhile",
                "see that nobody else works on it, then resume");
    }

    @Override
    public Optional<Holder> openRun(String run) {
        return database.anchored() ? effects.openRuns().other(run) : Optional.empty();
    }

    @Override
    public void release(String run) {
        if (database.anchored()) {
            effects.openRuns().release(run);
        }
    }

    @Override
    public List<Mark> marks(String run) {
        return database.anchored() ? effects.marks().of(run) : List.of();
    }

    @Override
    public void close() {
        if (held != null) {
            held.close();
            held = null;
        }
    }
}
