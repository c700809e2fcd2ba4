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
            Worked work = work(session, watch, record);
            watch.close();
            commit(transaction, record, watch);
            return Records.outcome(sql, work.rows(), work.generated(), watch);
        } catch (RuntimeException e) {
            session.rollBack();
            throw e;
        }
    }

    private Worked work(Session session, Watch watch, Map<String, String> record) {
        Running running = new Running(session, sql.envelope(), execution, watch);
        try {
            if (!new Marker(execution).write(session)) {
                throw failures.doneAlready();
            }
            long rows = 0;
            for (Statement statement : sql.statements()) {
                rows += running.run(statement);
                mustBeOpen(session, statement);
            }
            for (Statement ours : Records.bookkeeping(sql, effects.login().effectiveRole(), effects.spent(execution))) {
                running.run(ours);
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
     * The driver is silent where a server answers COMMIT with ROLLBACK, so the server is asked once more. Where no
     * answer comes, a new session finds out.
     */
    private void commit(Transaction transaction, Map<String, String> record, Watch watch) {
        Session session = transaction.session();
        try {
            session.patience(null); // constraints may be judged now, replicas be waited for: the watch bounds it
            try (Watch.Look look = watch.overCommit(session)) {
                session.connection().commit();
            }
        } catch (SQLException e) {
            if (!SqlStates.connectionLost(e)) {
                throw failures.rolledBack(e, null, watch);
            }
            session.close();
            settle(e, record);
            return;
        }
        mustBeCommitted(transaction, record);
    }

    private void mustBeCommitted(Transaction transaction, Map<String, String> record) {
        try {
            TransactionStatus status = effects.committed(transaction);
            if (status != TransactionStatus.COMMITTED) {
                throw failures.notCommitted("the server says transaction " + transaction.xid() + " is "
                        + status.name().toLowerCase(Locale.ROOT));
            }
        } catch (SQLException e) {
            transaction.session().close();
            settle(e, record);
        }
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
