package dev.handrail.target.postgres;

import dev.handrail.runbook.Objection;
import dev.handrail.text.Manner;
import dev.handrail.text.Statement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A statement that the server reads and plans, and never performs: the messages Parse and Describe of its protocol, then
 * EXPLAIN, in a read-only transaction that is rolled back.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY">Extended Query</a>
 */
record Parsed(Session session, String user, Statement statement) {
    private static final Pattern PLANNED =
            Pattern.compile("(?is)\\s*\\(?\\s*(select|insert|update|delete|merge|with|values|table)\\b.*");
    private static final String BOUNDS = "set local statement_timeout to '5s'; set local lock_timeout to '1s'";

    Optional<Objection> objection(List<Statement> before) {
        try {
            send(BOUNDS);
            for (Statement setting : before) {
                send(setting.sql());
            }
            return statement.parts().size() == 1 ? whole() : inParts();
        } catch (SQLException e) {
            return Optional.of(objection(e, true));
        }
    }

    private Optional<Objection> whole() throws SQLException {
        read(statement.sql());
        boolean sent = statement.manner() instanceof Manner.Sent;
        if (!sent
                || !statement.values().isEmpty()
                || !PLANNED.matcher(statement.sql()).matches()) {
            return Optional.empty();
        }
        try {
            send("explain " + statement.sql());
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(objection(e, false));
        }
    }

    private Optional<Objection> inParts() {
        for (String part : statement.parts()) {
            try {
                read(part);
            } catch (SQLException e) {
                return Optional.of(objection(e, false));
            }
        }
        return Optional.empty();
    }

    /** Asking for what parameters it has makes the driver send it to be read, and no more. */
    private void read(String sql) throws SQLException {
        try (PreparedStatement reading = session.connection().prepareStatement(sql)) {
            reading.getParameterMetaData();
        }
    }

    private void send(String sql) throws SQLException {
        try (java.sql.Statement sending = session.connection().createStatement()) {
            sending.setEscapeProcessing(false);
            sending.execute(sql);
        }
    }

    /** @param placed the server's position counts in the statement as it is */
    private Objection objection(SQLException e, boolean placed) {
        Complaint complaint = new Complaint(e, statement);
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return new Objection(
                state, complaint.message(), placed ? complaint.place() : statement.position(), Fixes.of(e, user));
    }
}
