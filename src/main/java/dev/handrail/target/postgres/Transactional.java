package dev.handrail.target.postgres;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Statement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.TransactionState;

/** An effect's statements in one transaction with the marker row that proves it. */
final class Transactional {
    private final Effects effects;
    private final Observer observer;
    private final Sql sql;
    private final Execution execution;
    private final Failures failures;

    Transactional(Effects effects, Observer observer, Sql sql, Execution execution) {
        this.effects = effects;
        this.observer = observer;
        this.sql = sql;
        this.execution = execution;
        this.failures = new Failures(effects.login(), execution, sql.envelope());
    }

    Outcome perform() {
        Transaction transaction = effects.begin(sql.envelope(), execution);
        Session session = transaction.session();
        Map<String, String> record = Records.started(transaction, sql);
        try (Watch watch = new Watch(observer, execution, sql.envelope().lockTimeout())) {
            execution.onCancel(watch::end);
            execution.started(record);
            List<Statement> ours = Records.bookkeeping(sql, effects.login().effectiveRole(), effects.spent(execution));
            boolean bounded = !sql.envelope().lockTimeout().isZero(); // only then it ends soon where it has to wait
            Worked work = work(session, watch, record, bounded ? List.of() : ours);
            watch.close();
            commit(transaction, bounded ? ours : List.of(), record, watch);
            return Records.outcome(sql, work.rows(), work.generated(), watch);
        } catch (RuntimeException e) {
            session.rollBack();
            throw e;
        }
    }

    private Worked work(Session session, Watch watch, Map<String, String> record, List<Statement> ours) {
        Running running = new Running(session, sql.envelope(), execution, watch);
        try {
            if (!new Marker(execution).write(session, effects.authorsNames())) {
                throw failures.doneAlready();
            }
            long rows = 0;
            for (Statement statement : sql.statements()) {
                rows += running.run(statement);
                mustBeOpen(session, statement);
            }
            for (Statement one : ours) {
                running.run(one);
            }
            mustBeOpen(session, null);
            watch.mustGoOn();
            return new Worked(rows, running.generated());
        } catch (SQLException e) {
            if (SqlStates.connectionLost(e)) {
                session.close();
                new Settling(effects.login(), Records.asStarted(sql, execution, record)).endOrphan();
            }
            throw failures.rolledBack(e, running.current(), watch);
        } catch (Watch.Ended e) {
            throw EffectFailure.cancelled(execution.cancelReason());
        }
    }

    private record Worked(long rows, List<String> generated) {}

    /** A commit of a transaction that is no longer ours says nothing and does nothing: so it is never sent. */
    private void mustBeOpen(Session session, @Nullable Statement after) {
        if (!session.inTransaction()) {
            throw failures.endedByStatement(after);
        }
    }

    /**
     * The driver is silent where a server answers COMMIT with ROLLBACK, so the server is asked in the same message.
     * Where no answer comes, a new session finds out.
     */
    private void commit(Transaction transaction, List<Statement> ours, Map<String, String> record, Watch watch) {
        Session session = transaction.session();
        try {
            session.patience(null); // constraints may be judged now, replicas be waited for: the watch bounds it
            TransactionStatus status;
            try (Watch.Look look = watch.overCommit(session)) {
                status = effects.commit(transaction, ours, execution.values());
            } catch (SQLException e) {
                status = behind(e, transaction, watch);
            }
            if (status != TransactionStatus.COMMITTED) {
                throw failures.notCommitted("the server says transaction " + transaction.xid() + " is "
                        + status.name().toLowerCase(Locale.ROOT));
            }
        } catch (SQLException e) {
            session.close();
            settle(e, record);
        }
    }

    /**
     * What the server refused may have come before COMMIT, or behind it.
     *
     * @return that it was committed
     * @throws SQLException where it is not known
     */
    private TransactionStatus behind(SQLException e, Transaction transaction, Watch watch) throws SQLException {
        if (SqlStates.connectionLost(e)) {
            throw e;
        }
        Session session = transaction.session();
        if (session.connection().getTransactionState() != TransactionState.IDLE) {
            throw failures.rolledBack(e, null, watch);
        }
        session.ownPatience();
        session.connection().setAutoCommit(true);
        TransactionStatus status = TransactionStatus.of(session, transaction.xid());
        if (status == TransactionStatus.ABORTED) {
            throw failures.rolledBack(e, null, watch);
        }
        if (status != TransactionStatus.COMMITTED) {
            throw e;
        }
        session.close(); // it is not as new: the next effect gets another one
        return status;
    }

    private void settle(SQLException lost, Map<String, String> record) {
        Finding finding = new Settling(effects.login(), Records.asStarted(sql, execution, record)).finding();
        switch (finding.verdict()) {
            case APPLIED -> execution.said("the answer to COMMIT was lost; " + finding.evidence());
            case NOT_APPLIED, PLAN_AGAIN -> throw failures.notCommitted(lost, finding.evidence());
            default -> throw failures.unknown(lost, finding.evidence());
        }
    }
}
