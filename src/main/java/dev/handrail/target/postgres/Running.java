package dev.handrail.target.postgres;

import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Execution;
import dev.handrail.text.Manner;
import dev.handrail.text.Rows;
import dev.handrail.text.Statement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** Runs an effect's statements one by one, watched and stoppable; knows which one it is at. */
final class Running {
    private static final int PORTION = 1_000;
    /** A server that is silent so long after its own timeout is not there any more. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private final Session session;
    private final Envelope envelope;
    private final Execution execution;
    private final Watch watch;
    private final List<String> generated = new ArrayList<>();
    private @Nullable Statement current;

    Running(Session session, Envelope envelope, Execution execution, Watch watch) {
        this.session = session;
        this.envelope = envelope;
        this.execution = execution;
        this.watch = watch;
    }

    /** The statement that was sent last. */
    @Nullable
    Statement current() {
        return current;
    }

    /** What was answered to {@code \gexec} and run, in order. */
    List<String> generated() {
        return generated;
    }

    /** @return how many rows it inserted, updated or deleted */
    long run(Statement statement) throws SQLException {
        current = statement;
        if (statement.manner() instanceof Manner.Says says) {
            execution.said(says.text());
            return 0;
        }
        if (statement.manner() instanceof Manner.Fed fed) {
            return copy(statement, fed.rows());
        }
        if (statement.manner() instanceof Manner.Generates generates) {
            return generated(statement, generates);
        }
        return send(statement);
    }

    private long generated(Statement query, Manner.Generates generates) throws SQLException {
        Generated all = new Generated(query, generates.foreseen());
        patient();
        try (PreparedStatement prepared = prepared(query)) {
            prepared.setFetchSize(PORTION);
            try (Watch.Look look = watch.over(session, prepared)) {
                all.read(prepared);
            }
        }
        session.ownPatience();
        long rows = 0;
        for (Statement one : all.statements(session.inTransaction())) {
            current = one;
            rows += send(one);
            generated.add(one.shown());
        }
        return rows;
    }

    private long copy(Statement statement, Rows rows) throws SQLException {
        patient();
        try (Watch.Look look = watch.overCopy(session)) {
            return new Copying(session, watch, statement, rows, execution).feed();
        } finally {
            session.ownPatience();
        }
    }

    private void patient() throws SQLException {
        Duration timeout = envelope.statementTimeout();
        session.patience(timeout == null ? null : timeout.plus(LATE));
    }

    /** Read anew each time: what the server had kept of it might not fit what a statement before it has altered. */
    private PreparedStatement prepared(Statement statement) throws SQLException {
        PreparedStatement prepared = session.connection().prepareStatement(statement.sql());
        prepared.unwrap(PGStatement.class).setPrepareThreshold(0);
        return prepared;
    }

    private long send(Statement statement) throws SQLException {
        try (PreparedStatement prepared = prepared(statement)) {
            Binding.bind(prepared, statement, execution.values());
            prepared.setFetchSize(PORTION);
            patient();
            long rows;
            try (Watch.Look look = watch.over(session, prepared)) {
                rows = results(prepared, prepared.execute());
            }
            session.ownPatience();
            return rows;
        }
    }

    /** Rows of a SELECT are read to the end, for what its functions do, and dropped. */
    private static long results(PreparedStatement prepared, boolean first) throws SQLException {
        long changed = 0;
        boolean rows = first;
        while (true) {
            if (rows) {
                try (ResultSet result = prepared.getResultSet()) {
                    while (result.next()) {
                        // the next portion is fetched
                    }
                }
            } else {
                long count = prepared.getLargeUpdateCount();
                if (count < 0) {
                    return changed;
                }
                changed += count;
            }
            rows = prepared.getMoreResults();
        }
    }
}
