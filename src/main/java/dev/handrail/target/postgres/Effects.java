package dev.handrail.target.postgres;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Execution;
import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import dev.handrail.text.Values;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;

/** The one session that performs effects on a database, kept during the run; each effect finds it as if it were new. */
final class Effects implements AutoCloseable {
    /** Takes back what statements of the author's may have left in the session; names are the server's own then. */
    private static final String CLEAN = "reset all; reset session authorization; close all; unlisten *; discard temp;"
            + " select pg_catalog.pg_advisory_unlock_all(), "
            + "pg_catalog.set_config('search_path', 'pg_catalog', false), ";

    /** A transaction that nobody goes on with does not keep its locks for hours, wherever its client is lost. */
    private static final String IN_TRANSACTION =
            ", pg_catalog.set_config('idle_in_transaction_session_timeout', '60000', true)"
                    + ", pg_catalog.set_config('tcp_keepalives_idle', '15', true)"
                    + ", pg_catalog.set_config('tcp_keepalives_interval', '5', true)"
                    + ", pg_catalog.set_config('tcp_keepalives_count', '3', true)";

    private static final String STATUS = ", pg_catalog.pg_xact_status(?::pg_catalog.xid8)";

    private final Login login;
    private final Cluster cluster;
    private @Nullable Session session;
    /** Statements of the author's may have been sent on the session since it was as new. */
    private boolean used;

    private String authorsNames = "";
    /** Ends with whose session it is, which is reset with all else; by its name nobody takes it for another's. */
    private final String clean;

    private Duration outside = Duration.ZERO;
    /** The step in which that was spent; empty: none. */
    private String outsideOf = "";

    Effects(Login login, Cluster cluster) {
        this.login = login;
        this.cluster = cluster;
        this.clean = CLEAN + "pg_catalog.set_config('role', "
                + Quoting.literal(login.role() == null ? "none" : login.role())
                + ", false), pg_catalog.set_config('application_name', " + Quoting.literal(login.named(""))
                + ", false)";
    }

    /** Work outside a transaction was done: how long it took is for the step's next transaction to know. */
    void spent(Execution execution, Duration took) {
        outside = execution.step().equals(outsideOf) ? outside.plus(took) : took;
        outsideOf = execution.step();
    }

    /** What was spent outside of transactions since the step's last one; asked once. */
    Duration spent(Execution execution) {
        Duration took = execution.step().equals(outsideOf) ? outside : Duration.ZERO;
        outsideOf = "";
        return took;
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
        asNew(ready);
        return ready;
    }

    private void asNew(Session ready) throws SQLException {
        ready.connection().setAutoCommit(true);
        if (used) {
            answer(ready, clean).close();
            used = false;
        }
    }

    /**
     * Sends statements of ours, COMMIT, and the question what became of the transaction, in one message: the server
     * skips all that follows on what fails. The session is as new then.
     *
     * @throws SQLException where one of them failed, COMMIT may have been done before that
     */
    TransactionStatus commit(Transaction transaction, List<Statement> ours, Values values) throws SQLException {
        Session ready = transaction.session();
        StringBuilder all = new StringBuilder();
        ours.forEach(statement -> all.append(statement.sql()).append("; "));
        all.append("COMMIT; ").append(clean).append(STATUS);
        try (PreparedStatement sending = ready.connection().prepareStatement(all.toString())) {
            int at = 1;
            for (Statement statement : ours) {
                at = Binding.bind(sending, at, statement, values);
            }
            sending.setString(at, transaction.xid());
            sending.execute();
            String status = last(sending);
            ready.connection().setAutoCommit(true);
            ready.ownPatience();
            used = false;
            return TransactionStatus.said(status);
        }
    }

    /** What stands last in the last rows that several statements answered with. */
    private static @Nullable String last(PreparedStatement sent) throws SQLException {
        String last = null;
        do {
            ResultSet rows = sent.getResultSet();
            if (rows != null && rows.next()) {
                last = rows.getString(rows.getMetaData().getColumnCount());
            }
        } while (sent.getMoreResults() || sent.getUpdateCount() >= 0);
        return last;
    }

    private static ResultSet answer(Session ready, String statements, String... values) throws SQLException {
        PreparedStatement sending = ready.connection().prepareStatement(statements);
        sending.closeOnCompletion();
        for (int i = 0; i < values.length; i++) {
            sending.setString(i + 1, values[i]);
        }
        sending.execute();
        return answer(sending);
    }

    /** The first row of the one statement among several that has rows. */
    private static ResultSet answer(PreparedStatement sent) throws SQLException {
        while (sent.getResultSet() == null) {
            sent.getMoreResults();
        }
        ResultSet rows = sent.getResultSet();
        rows.next();
        return rows;
    }

    /** A session that was ended while nobody used it is opened again: nothing was sent on it. */
    private Transaction prepare(Envelope envelope, Execution execution, boolean transaction) {
        Session ready = session != null && !session.closed() ? session : open();
        try {
            return prepare(ready, envelope, execution, transaction);
        } catch (SQLException e) {
            close();
            if (!SqlStates.connectionLost(e) && !SqlStates.of(e).equals(SqlStates.NOTHING_PREPARED)) {
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
        used = false;
        try {
            cluster.require(fresh, login.address());
            Changeable.require(fresh, login.address());
            authorsNames = AuthorsNames.of(fresh);
        } catch (SQLException e) {
            close();
            throw Refusals.of(e, login.address());
        } catch (Problem e) {
            close();
            throw e;
        }
        return fresh;
    }

    /** Behind our own first statement in a transaction: from there on names mean what they mean to the author. */
    String authorsNames() {
        return authorsNames;
    }

    private Transaction prepare(Session ready, Envelope envelope, Execution execution, boolean transaction)
            throws SQLException {
        if (ready.connection().getTransactionState() != TransactionState.IDLE) {
            ready.connection().rollback(); // whatever was left open is not part of what comes
        }
        asNew(ready); // not in the transaction that is begun next: its isolation is settled when it begins
        ready.connection().setAutoCommit(!transaction);
        used = true;
        String settings = settings(ready, envelope, transaction);
        try (ResultSet row = answer(ready, settings, login.named(execution.step()))) {
            return new Transaction(ready, login.address().database(), transaction ? row.getString(1) : "");
        }
    }

    /**
     * A role or server that does not wait for the disk at commit is overruled: the journal would say done while a crash
     * can still undo it. A transaction begins with the server's own names; {@link #authorsNames()} brings the
     * author's.
     */
    private static String settings(Session ready, Envelope envelope, boolean transaction) {
        long statement = envelope.statementTimeout() == null
                ? 0
                : envelope.statementTimeout().toMillis();
        String local = ", " + transaction + ")";
        return "select " + (transaction ? "pg_catalog.pg_current_xact_id()::pg_catalog.text" : "null")
                + ", pg_catalog.set_config('lock_timeout', '"
                + envelope.lockTimeout().toMillis() + "'" + local
                + ", pg_catalog.set_config('statement_timeout', '" + statement + "'" + local
                + ", pg_catalog.set_config('application_name', ?" + local
                + ", pg_catalog.set_config('synchronous_commit', case pg_catalog.current_setting('synchronous_commit')"
                + " when 'off' then 'on' else pg_catalog.current_setting('synchronous_commit') end" + local
                + (ready.checksClient()
                        ? ", pg_catalog.set_config('client_connection_check_interval', '2000'" + local
                        : "")
                + (transaction ? IN_TRANSACTION : "; reset search_path");
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
