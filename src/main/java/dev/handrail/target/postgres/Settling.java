package dev.handrail.target.postgres;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Finding;
import dev.handrail.runbook.Finding.Verdict;
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
        try (Session session = Session.open(login.address(), null, login.named("establish"))) {
            boolean ended = new Orphans(session).end(started.facts());
            if (!ended) {
                return new Finding(
                        Verdict.UNKNOWN,
                        "the server's process " + started.facts().get("pid") + " still works on it and could not be"
                                + " ended");
            }
            become(session);
            return started.facts().containsKey("xid") ? ofTransaction(session) : outside(session);
        } catch (SQLException e) {
            return new Finding(Verdict.UNKNOWN, new Complaint(e, null).why());
        } catch (Problem e) {
            return new Finding(
                    Verdict.UNKNOWN, e.what() + " (" + login.address().shown() + "): " + e.why());
        }
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
        return unmarked(xid, status(session, xid));
    }

    private static Finding unmarked(String xid, String status) {
        String said = "the server says transaction " + xid + " ";
        return switch (status) {
            case "aborted" -> new Finding(Verdict.NOT_APPLIED, said + "was rolled back");
            case "future" ->
                new Finding(
                        Verdict.NOT_APPLIED,
                        "handrail.marker has no row, and the server never knew transaction " + xid
                                + ": it was lost with a server that failed");
            case "committed" ->
                new Finding(Verdict.UNKNOWN, said + "was committed, but handrail.marker has no row of it");
            case "in progress" -> new Finding(Verdict.UNKNOWN, said + "is still in progress");
            default ->
                new Finding(
                        Verdict.UNKNOWN,
                        "handrail.marker has no row, and transaction " + xid + " is too old for the server to say");
        };
    }

    private static String status(Session session, String xid) throws SQLException {
        try (PreparedStatement asking =
                session.connection().prepareStatement("select pg_catalog.pg_xact_status(?::xid8)")) {
            asking.setString(1, xid);
            try (ResultSet row = asking.executeQuery()) {
                row.next();
                return row.getString(1) == null ? "" : row.getString(1);
            }
        } catch (SQLException e) {
            if (SqlStates.of(e).equals(SqlStates.FUTURE_TRANSACTION)) {
                return "future";
            }
            throw e;
        }
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
            String code = SqlStates.of(e);
            if (code.equals(SqlStates.NO_SUCH_TABLE) || code.equals(SqlStates.NO_SUCH_SCHEMA)) {
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
            return switch (started.semantics()) {
                case IDEMPOTENT -> new Finding(Verdict.PLAN_AGAIN, "doing it again does no harm");
                default ->
                    new Finding(
                            Verdict.UNKNOWN, "it ran outside of a transaction, and nothing in the database proves it");
            };
        }
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
