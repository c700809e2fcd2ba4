package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Execution;
import dev.handrail.text.Durations;
import dev.handrail.text.Statement;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an effect's statements ended where they did not end well, and what it left behind. */
record Failures(Login login, Execution execution, Envelope envelope) {
    private static final String NOTHING_CHANGED = "Nothing changed: the transaction was rolled back.";

    /** The statement failed, or the session was lost, before COMMIT was sent: so nothing of it stays. */
    EffectFailure rolledBack(SQLException e, @Nullable Statement statement, @Nullable Watch watch) {
        EffectFailure failure = failed(e, statement, watch, NOTHING_CHANGED);
        return SqlStates.conflict(e) ? new EffectFailure(EffectFailure.Kind.CONFLICT, failure.problem()) : failure;
    }

    /** @param left what the failure leaves behind, for people */
    EffectFailure failed(SQLException e, @Nullable Statement statement, @Nullable Watch watch, String left) {
        boolean ours = watch != null && watch.ended() && SqlStates.of(e).equals(SqlStates.CANCELLED);
        if (ours) {
            return EffectFailure.cancelled(execution.cancelReason());
        }
        Complaint complaint = new Complaint(e, statement);
        Optional<String> blockers = watch == null ? Optional.empty() : watch.blockers();
        String where = complaint.where().isEmpty() ? login.address().shown() : complaint.where();
        String what = what(e, complaint, blockers);
        String why = what.endsWith(complaint.message()) ? complaint.whyBesides() : complaint.why();
        return EffectFailure.failed(what, where, why + "\n" + left, fix(e));
    }

    private String what(SQLException e, Complaint complaint, Optional<String> blockers) {
        String code = SqlStates.of(e);
        if (code.equals(SqlStates.LOCK_TIMEOUT)) {
            return "no lock within " + Durations.show(envelope.lockTimeout())
                    + blockers.map(b -> ": blocked by " + b).orElse("");
        }
        if (code.equals(SqlStates.CANCELLED) && envelope.statementTimeout() != null) {
            return "the statement took longer than " + Durations.show(envelope.statementTimeout());
        }
        if (SqlStates.connectionLost(e)) {
            return "the session on " + login.address().database() + " was lost";
        }
        return "the statement failed: " + complaint.message();
    }

    private String fix(SQLException e) {
        return SqlStates.connectionLost(e)
                ? "see that the server runs and is reachable, then resume"
                : Fixes.of(e, login.effectiveRole());
    }

    EffectFailure doneAlready() {
        return EffectFailure.unknown(
                "this attempt was performed already",
                login.address().shown(),
                "handrail.marker has a row for attempt " + execution.attempt() + " of " + execution.step() + " in run "
                        + execution.run(),
                "see whether the run goes on in another process (handrail status), then resume");
    }

    EffectFailure endedByStatement(@Nullable Statement statement) {
        String where = statement == null ? "" : statement.position().toString();
        return EffectFailure.unknown(
                "a statement ended the transaction that it was in",
                where,
                "what was done up to there may have been committed",
                "look at the database; take the statement out that commits, rolls back or prepares the transaction");
    }

    EffectFailure notCommitted(SQLException e, String evidence) {
        return EffectFailure.failed(
                "the connection to " + login.address().database() + " was lost at the commit",
                login.address().shown(),
                new Complaint(e, null).why() + "\nNothing changed: " + evidence,
                "resume: it is done again");
    }

    EffectFailure notCommitted(String evidence) {
        return EffectFailure.failed(
                "the server took the commit and did not commit",
                login.address().shown(),
                "Nothing changed: " + evidence,
                "resume: it is done again");
    }

    EffectFailure notThere(SQLException e, String evidence) {
        return EffectFailure.failed(
                "the session on " + login.address().database() + " was lost while the statement ran",
                login.address().shown(),
                new Complaint(e, null).why() + "\n" + evidence,
                "resume: the plan looks at what is there and does what is missing");
    }

    EffectFailure unknown(SQLException e, String evidence) {
        return new EffectFailure(
                EffectFailure.Kind.UNKNOWN,
                new Problem(
                        ExitCode.UNKNOWN,
                        "the connection to " + login.address().database() + " was lost, and what became of the work"
                                + " is not known",
                        login.address().shown(),
                        new Complaint(e, null).why() + "\n" + evidence,
                        "make the server reachable, then resume: it is looked at again"));
    }
}
