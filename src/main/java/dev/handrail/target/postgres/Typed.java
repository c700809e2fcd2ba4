package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Reading;
import dev.handrail.text.Statement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Statements that a person typed, as the role that effects are performed as: several in one transaction, one by itself. */
public final class Typed implements AutoCloseable {
    private static final Duration LATE = Duration.ofSeconds(30);

    private final Login login;
    private final Session session;

    private Typed(Login login, Session session) {
        this.login = login;
        this.session = session;
    }

    /** @param longest how long each statement may take */
    public static Typed open(Login login, Duration longest) {
        Session session = Session.open(login.address(), login.role(), login.named("typed"));
        try (java.sql.Statement setting = session.connection().createStatement()) {
            setting.execute("reset search_path; set statement_timeout = " + longest.toMillis());
            session.patience(longest.plus(LATE));
            return new Typed(login, session);
        } catch (SQLException e) {
            session.close();
            throw Refusals.of(e, login.address());
        }
    }

    /**
     * Sends them.
     *
     * @return the rows of the last one; fact {@code changed}: how many rows it changed, where the server counts them
     * @throws Problem where one fails: then none of them was done
     */
    public Reading send(List<Statement> statements) {
        boolean together = statements.size() > 1;
        Statement now = statements.get(0);
        try {
            session.connection().setAutoCommit(!together);
            Reading last = Asking.nothing();
            for (Statement statement : statements) {
                now = statement;
                last = send(statement);
            }
            if (together) {
                commit();
            }
            return last;
        } catch (SQLException e) {
            throw refused(e, now);
        }
    }

    private Reading send(Statement statement) throws SQLException {
        try (java.sql.Statement sending = session.connection().createStatement()) {
            sending.setEscapeProcessing(false);
            if (sending.execute(statement.shown())) {
                return Asking.read(sending.getResultSet());
            }
            int changed = sending.getUpdateCount();
            return changed > 0 ? Asking.nothing().fact("changed", (long) changed) : Asking.nothing();
        }
    }

    /** The driver is silent where the server answers COMMIT with ROLLBACK. */
    private void commit() throws SQLException {
        if (!session.inTransaction()) {
            throw new SQLException("the transaction has ended by itself: nothing was done", "25P01");
        }
        session.connection().commit();
    }

    private Problem refused(SQLException e, Statement statement) {
        Complaint complaint = new Complaint(e, statement);
        boolean lost = SqlStates.connectionLost(e);
        return new Problem(
                lost ? ExitCode.UNKNOWN : ExitCode.FAILED,
                lost
                        ? "the connection was lost: whether it was done is not known"
                        : login.address().database() + " refuses it: " + complaint.message(),
                complaint.where(),
                complaint.why(),
                lost ? "look whether it was done before you type it again" : Fixes.of(e, login.effectiveRole()),
                e);
    }

    /** Ends, from another thread, the statement that the server is at work on. */
    public void cancel() {
        session.cancel();
    }

    /** What was not committed is gone. */
    @Override
    public void close() {
        session.close();
    }
}
