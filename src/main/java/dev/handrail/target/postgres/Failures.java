package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Blocker;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Execution;
import dev.handrail.text.Durations;
import dev.handrail.text.Statement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How an effect's statements ended where they did not end well, and what it left behind. */
record Failures(Login login, Execution execution, Envelope envelope) {
    private static final String SOMEBODY = "somebody else cancelled the statement";
    /** How the server, in English, says that it was no time limit; in other languages the time tells. */
    private static final String BY_REQUEST = "user request";

    private static final int LAST = 5;
    private static final String NOTHING_CHANGED = "Nothing changed: the transaction was rolled back.";

    /** The statement failed, or the session was lost, before COMMIT was sent: so nothing of it stays. */
    EffectFailure rolledBack(SQLException e, @Nullable Statement statement, @Nullable Watch watch) {
        EffectFailure failure = failed(e, statement, watch, NOTHING_CHANGED);
        boolean oursForgotten = statement == null && SqlStates.of(e).equals(SqlStates.NOTHING_PREPARED);
        if (SqlStates.conflict(e) || oursForgotten) {
            return new EffectFailure(EffectFailure.Kind.CONFLICT, failure.problem());
        }
        return passing(e, failure);
    }

    /** One statement outside of a transaction that waited in vain, or failed. */
    EffectFailure blocked(SQLException e, @Nullable Statement statement, Watch watch) {
        return passing(e, failed(e, statement, watch, "Nothing is known to have stayed: it ran by itself."));
    }

    private static EffectFailure passing(SQLException e, EffectFailure failure) {
        return SqlStates.of(e).equals(SqlStates.LOCK_TIMEOUT)
                ? new EffectFailure(EffectFailure.Kind.BLOCKED, failure.problem(), failure.blockers())
                : failure;
    }

    /** @param left what the failure leaves behind, for people */
    EffectFailure failed(SQLException e, @Nullable Statement statement, @Nullable Watch watch, String left) {
        boolean ours = watch != null && watch.ended() && SqlStates.of(e).equals(SqlStates.CANCELLED);
        if (ours) {
            return EffectFailure.cancelled(execution.cancelReason());
        }
        Complaint complaint = new Complaint(e, statement);
        List<Blocker> blockers = watch == null ? List.of() : watch.blockers();
        String where = complaint.where().isEmpty() ? login.address().shown() : complaint.where();
        String what = what(e, complaint, blockers, watch != null && watch.tookLong(envelope));
        String why = what.endsWith(complaint.message()) ? complaint.whyBesides() : complaint.why();
        return new EffectFailure(
                EffectFailure.Kind.FAILED,
                new Problem(ExitCode.FAILED, what, where, why + said(watch) + "\n" + left, fix(e, what)),
                SqlStates.of(e).equals(SqlStates.LOCK_TIMEOUT) ? blockers : List.of());
    }

    /** What the server said before is often why. */
    private static String said(@Nullable Watch watch) {
        StringBuilder more = new StringBuilder();
        List<String> lines = watch == null ? List.of() : watch.said();
        lines.subList(Math.max(0, lines.size() - LAST), lines.size())
                .forEach(l -> more.append("\nthe server said: ").append(l));
        (watch == null ? List.<String>of() : watch.cleared())
                .forEach(c -> more.append("\nbefore that, ").append(c));
        return more.toString();
    }

    private String what(SQLException e, Complaint complaint, List<Blocker> blockers, boolean tookLong) {
        String code = SqlStates.of(e);
        if (code.equals(SqlStates.LOCK_TIMEOUT)) {
            return "no lock within " + Durations.show(envelope.lockTimeout())
                    + (blockers.isEmpty()
                            ? ""
                            : ": blocked by "
                                    + blockers.stream().map(Blocker::shown).collect(Collectors.joining("; ")));
        }
        if (code.equals(SqlStates.CANCELLED)) {
            return tookLong && !complaint.message().contains(BY_REQUEST)
                    ? "the statement took longer than " + Durations.show(envelope.statementTimeout())
                    : SOMEBODY;
        }
        if (SqlStates.connectionLost(e)) {
            return "the session on " + login.address().database() + " was lost";
        }
        return "the statement failed: " + complaint.message();
    }

    private String fix(SQLException e, String what) {
        if (what.equals(SOMEBODY)) {
            return "find out who cancelled it and why (pg_cancel_backend), then try again";
        }
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
