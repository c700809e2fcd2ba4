package dev.handrail.target.postgres;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Execution;
import dev.handrail.text.Quoting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;

/** The one session that performs effects on a database, kept during the run; each effect finds it as if it were new. */
final class Effects implements AutoCloseable {
    /** What statements of the author's may have left in the session. */
    private static final String CLEAN =
            "reset all; reset session authorization; close all; unlisten *; discard temp; select ";

    /** A transaction that nobody goes on with does not keep its locks for hours, wherever its client is lost. */
    private static final String IN_TRANSACTION =
            ", pg_catalog.set_config('idle_in_transaction_session_timeout', '60000', true)"
                    + ", pg_catalog.set_config('tcp_keepalives_idle', '15', true)"
                    + ", pg_catalog.set_config('tcp_keepalives_interval', '5', true)"
                    + ", pg_catalog.set_config('tcp_keepalives_count', '3', true)"
                    + ", pg_catalog.set_config('search_path', 'pg_catalog', true)";

    private final Login login;
    private final Cluster cluster;
    private @Nullable Session session;

    Effects(Login login, Cluster cluster) {
        this.login = login;
        this.cluster = cluster;
    }

    Login login() {
        return login;
    }

    /** Begins a transaction and learns its id, in one round trip. Nothing of the work is sent. */
    Transaction begin(Envelope envelope, Execution execution) {
        return prepare(envelope, execution, true);
    }

    /** Makes the session ready for one statement outside of a transaction. */
    Transaction outside(Envelope envelope, Execution execution) {
        return prepare(envelope, execution, false);
    }

    /** The session between two effects, for bookkeeping of ours that is no effect: each statement by itself. */
    Session idle() throws SQLException {
        Session ready = session != null && session.connection().isValid(10) ? session : open();
        ready.connection().setAutoCommit(true);
        try (Statement setting = ready.connection().createStatement()) {
            setting.execute(CLEAN + role() + ", pg_catalog.set_config('search_path', 'pg_catalog', false)");
        }
        return ready;
    }

    /** A session that was ended while nobody used it is opened again: nothing was sent on it. */
    private Transaction prepare(Envelope envelope, Execution execution, boolean transaction) {
        Session ready = session != null && !session.closed() ? session : open();
        try {
            return prepare(ready, envelope, execution, transaction);
        } catch (SQLException e) {
            close();
            if (!SqlStates.connectionLost(e)) {
                throw Refusals.of(e, login.address());
            }
        }
        Session fresh = open();
        try {
            return prepare(fresh, envelope, execution, transaction);
        } catch (SQLException e) {
            close();
            throw Refusals.of(e, login.address());
        }
    }

    private Session open() {
        Session fresh = Session.open(login.address(), login.role(), login.named(""));
        session = fresh;
        try {
            cluster.require(fresh, login.address());
            Changeable.require(fresh, login.address());
        } catch (Problem e) {
            close();
            throw e;
        }
        return fresh;
    }

    private Transaction prepare(Session ready, Envelope envelope, Execution execution, boolean transaction)
            throws SQLException {
        if (ready.connection().getTransactionState() != TransactionState.IDLE) {
            ready.connection().rollback(); // whatever was left open is not part of what comes
        }
        ready.connection().setAutoCommit(!transaction);
        try (Statement setting = ready.connection().createStatement()) {
            setting.execute(settings(ready, envelope, login.named(execution.step()), transaction));
            while (setting.getResultSet() == null) {
                setting.getMoreResults();
            }
            try (ResultSet row = setting.getResultSet()) {
                row.next();
                return new Transaction(ready, login.address().database(), transaction ? row.getString(1) : "");
            }
        }
    }

    private String role() {
        return "pg_catalog.set_config('role', " + Quoting.literal(login.role() == null ? "none" : login.role())
                + ", false), pg_catalog.pg_advisory_unlock_all()";
    }

    /**
     * What an earlier effect's statements set is taken back first. A role or server that does not wait for the disk at
     * commit is overruled: the journal would say done while a crash can still undo it. A transaction begins with the
     * server's own names; {@link Transaction#AUTHORS_NAMES} brings the author's.
     */
    private String settings(Session ready, Envelope envelope, String name, boolean transaction) {
        long statement = envelope.statementTimeout() == null
                ? 0
                : envelope.statementTimeout().toMillis();
        String local = ", " + transaction + ")";
        return CLEAN
                + (transaction ? "pg_catalog.pg_current_xact_id()::pg_catalog.text" : "null") + ", " + role()
                + ", pg_catalog.set_config('lock_timeout', '"
                + envelope.lockTimeout().toMillis() + "'" + local
                + ", pg_catalog.set_config('statement_timeout', '" + statement + "'" + local
                + ", pg_catalog.set_config('application_name', " + Quoting.literal(name) + local
                + ", pg_catalog.set_config('synchronous_commit', case pg_catalog.current_setting('synchronous_commit')"
                + " when 'off' then 'on' else pg_catalog.current_setting('synchronous_commit') end" + local
                + (ready.checksClient()
                        ? ", pg_catalog.set_config('client_connection_check_interval', '2000'" + local
                        : "")
                + (transaction ? IN_TRANSACTION : "");
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
