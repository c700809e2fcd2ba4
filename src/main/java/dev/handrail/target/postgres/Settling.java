package dev.handrail.target.postgres;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Finding.Verdict;
import dev.handrail.runbook.Semantics;
import dev.handrail.runbook.Started;
import dev.handrail.text.Quoting;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out, on a session of its own, what became of work whose end nobody saw. */
record Settling(Login login, Started started) {
    private static final String MARKER = """
            select attempt, xid::text, cursor from handrail.marker
            where run = ? and step = ? and phase = ? and effect = ?""";

    Finding finding() {
        Session session;
        try {
            session = new Patient(login).open("establish");
        } catch (Problem e) {
            return unknown(e.what() + " (" + login.address().shown() + "): " + e.why());
        }
        try {
            return found(session);
        } catch (SQLException e) {
            return unknown(new Complaint(e, null).why());
        } finally {
            session.close();
        }
    }

    private Finding found(Session session) throws SQLException {
        Orphans.End orphan = new Orphans(session).end(started.facts(), login.named(""));
        if (orphan != Orphans.End.GONE) {
            return atWork(orphan);
        }
        if (changed("system", session.system())) {
            return unknown("another server answers: the work was sent to cluster "
                    + started.facts().get("system") + ", this is " + session.system());
        }
        if (session.standby()) {
            return unknown("a standby answers, which may not have all that was committed");
        }
        if (started.kind().equals("anchor")) {
            // Its row is in handrail.run, which says what is so now, and not by which attempt: it has no marker.
            return new Finding(Verdict.PLAN_AGAIN, "noting the open run again does no harm");
        }
        become(session);
        return started.facts().containsKey("xid") ? ofTransaction(session) : outside(session);
    }

    private static Finding unknown(String evidence) {
        return new Finding(Verdict.UNKNOWN, evidence);
    }

    /** True where both are known, what is on record and what is so now, and they differ. */
    private boolean changed(String fact, String now) {
        String before = started.facts().getOrDefault(fact, "");
        return !before.isEmpty() && !now.isEmpty() && !before.equals(now);
    }

    /** Ends the session that the work was sent on, where it can be reached: its locks would block the next attempt. */
    void endOrphan() {
        try (Session session = new Patient(login).open("establish")) {
            new Orphans(session).end(started.facts());
        } catch (SQLException | Problem e) {
            // resume tries again
        }
    }

    private Finding atWork(Orphans.End orphan) {
        String process = "the server's process " + started.facts().get("pid");
        return new Finding(
                Verdict.UNKNOWN,
                orphan == Orphans.End.STAYS
                        ? process + " still works on it and could not be ended"
                        : process + " may still work on it; it is another user's, so "
                                + login.address().user() + " can neither see nor end it");
    }

    private void become(Session session) throws SQLException {
        if (login.role() != null) {
            try (Statement setting = session.connection().createStatement()) {
                setting.execute("set role " + Quoting.identifier(login.role()));
            }
        }
    }

    /** The marker row decides; the transaction's own status tells why there is none. */
    private Finding ofTransaction(Session session) throws SQLException {
        Optional<Row> marker = marker(session);
        if (marker.isPresent() && marker.get().attempt() >= started.attempt()) {
            return new Finding(
                    Verdict.APPLIED,
                    "handrail.marker has its row (attempt " + marker.get().attempt() + ", transaction "
                            + marker.get().xid() + ")");
        }
        String xid = String.valueOf(started.facts().get("xid"));
        if (changed("timeline", session.timeline())) {
            return new Finding(
                    Verdict.NOT_APPLIED,
                    "handrail.marker has no row, and the server's timeline changed from "
                            + started.facts().get("timeline") + " to " + session.timeline()
                            + " since: the commit was lost in a failover, or never made");
        }
        return unmarked(xid, TransactionStatus.of(session, xid));
    }

    private static Finding unmarked(String xid, TransactionStatus status) {
        String said = "the server says transaction " + xid + " ";
        return switch (status) {
            case ABORTED -> new Finding(Verdict.NOT_APPLIED, said + "was rolled back");
            case NEVER_KNOWN ->
                new Finding(
                        Verdict.NOT_APPLIED,
                        "handrail.marker has no row, and the server never knew transaction " + xid
                                + ": it was lost with a server that failed");
            case COMMITTED ->
                new Finding(Verdict.UNKNOWN, said + "was committed, but handrail.marker has no row of it");
            case IN_PROGRESS -> new Finding(Verdict.UNKNOWN, said + "is still in progress");
            case FORGOTTEN ->
                new Finding(
                        Verdict.UNKNOWN,
                        "handrail.marker has no row, and transaction " + xid + " is too old for the server to say");
        };
    }

    private Optional<Row> marker(Session session) throws SQLException {
        try (PreparedStatement asking = session.connection().prepareStatement(MARKER)) {
            asking.setString(1, started.run());
            asking.setString(2, started.step());
            asking.setString(3, started.phase());
            asking.setString(4, started.effect());
            try (ResultSet row = asking.executeQuery()) {
                return row.next()
                        ? Optional.of(new Row(row.getInt(1), row.getString(2), row.getString(3)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            if (SqlStates.of(e).equals(SqlStates.NO_SUCH_TABLE)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Work in batches came to its end, or goes on behind its cursor; other work is asked for its own proof. */
    private Finding outside(Session session) throws SQLException {
        if (started.kind().equals("batches")) {
            return marker(session)
                    .filter(m -> m.attempt() >= started.attempt() && m.cursor() == null)
                    .map(m -> new Finding(Verdict.APPLIED, "handrail.marker says that the last batch was committed"))
                    .orElse(new Finding(Verdict.PLAN_AGAIN, "it goes on behind the last batch that was committed"));
        }
        String proof = started.facts().get(Records.PROOF);
        if (proof == null) {
            return started.semantics() == Semantics.IDEMPOTENT
                    ? new Finding(Verdict.PLAN_AGAIN, "doing it again does no harm")
                    : unknown("it ran outside of a transaction, and nothing in the database proves it");
        }
        session.authorsNames(); // a proof names what the author's statement named
        try (Statement asking = session.connection().createStatement();
                ResultSet row = asking.executeQuery(proof)) {
            return row.next() && row.getBoolean(1)
                    ? new Finding(Verdict.APPLIED, "it is there: " + proof)
                    : new Finding(Verdict.PLAN_AGAIN, "it is not there: " + proof);
        }
    }

    private record Row(
            int attempt, @Nullable String xid, @Nullable String cursor) {}
}
