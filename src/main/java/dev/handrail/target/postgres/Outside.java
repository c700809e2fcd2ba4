package dev.handrail.target.postgres;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Statement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** Statements that refuse a transaction block: one after the other, each by itself. */
final class Outside {
    private static final String LEFT =
            "It ran outside of a transaction: what it had done by then may still be there (an index that is invalid,"
                    + " a partition that is half detached).";

    private final Effects effects;
    private final Observer observer;
    private final Sql sql;
    private final Execution execution;
    private final Failures failures;

    Outside(Effects effects, Observer observer, Sql sql, Execution execution) {
        this.effects = effects;
        this.observer = observer;
        this.sql = sql;
        this.execution = execution;
        this.failures = new Failures(effects.login(), execution, sql.within());
    }

    Outcome perform() {
        Transaction ready = effects.outside(sql.within(), execution);
        Session session = ready.session();
        Map<String, String> record = Records.started(ready, sql);
        try (Watch watch = new Watch(observer, execution, sql.within().lockTimeout())) {
            execution.onCancel(watch::end);
            execution.started(record);
            return work(session, watch, record);
        }
    }

    private Outcome work(Session session, Watch watch, Map<String, String> record) {
        Running running = new Running(session, sql.within(), execution, watch);
        long rows = 0;
        long begin = System.nanoTime();
        try {
            for (Statement statement : sql.statements()) {
                rows += running.run(statement);
            }
            effects.spent(execution, Duration.ofNanos(System.nanoTime() - begin));
            for (Statement ours : sql.bookkeeping()) {
                running.run(ours);
            }
        } catch (SQLException e) {
            if (!SqlStates.connectionLost(e)) {
                throw leaves()
                        ? failures.failed(e, running.current(), watch, LEFT)
                        : failures.blocked(e, running.current(), watch);
            }
            session.close();
            settle(e, record);
        } catch (Watch.Ended e) {
            throw EffectFailure.cancelled(execution.cancelReason());
        }
        return Records.outcome(sql, rows, running.generated(), watch);
    }

    /** Whether something may be there after a failure: what waits without a transaction often has begun its work. */
    private boolean leaves() {
        return sql.concurrent() || sql.statements().size() + sql.bookkeeping().size() > 1;
    }

    private void settle(SQLException lost, Map<String, String> record) {
        Finding finding = new Settling(effects.login(), Records.asStarted(sql, execution, record)).finding();
        switch (finding.verdict()) {
            case APPLIED -> execution.said("the answer was lost; " + finding.evidence());
            case NOT_APPLIED, PLAN_AGAIN -> throw failures.notThere(lost, finding.evidence());
            default -> throw failures.unknown(lost, finding.evidence());
        }
    }
}
