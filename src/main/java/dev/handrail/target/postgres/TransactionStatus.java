package dev.handrail.target.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server knows of one of its transactions by the id. */
enum TransactionStatus {
    COMMITTED,
    ABORTED,
    IN_PROGRESS,
    /** Its id was not given away yet: the server that gave it away lost it. */
    NEVER_KNOWN,
    /** So long ago that the server keeps no record of it. */
    FORGOTTEN;

    private static final Map<String, TransactionStatus> WORDS =
            Map.of("committed", COMMITTED, "aborted", ABORTED, "in progress", IN_PROGRESS);

    /** From the answer of {@code pg_xact_status}. */
    static TransactionStatus said(@Nullable String word) {
        return WORDS.getOrDefault(String.valueOf(word), FORGOTTEN);
    }

    static TransactionStatus of(Session session, String xid) throws SQLException {
        try (PreparedStatement asking =
                session.connection().prepareStatement("select pg_catalog.pg_xact_status(?::pg_catalog.xid8)")) {
            asking.setString(1, xid);
            try (ResultSet row = asking.executeQuery()) {
                row.next();
                return said(row.getString(1));
            }
        } catch (SQLException e) {
            if (SqlStates.of(e).equals(SqlStates.FUTURE_TRANSACTION)) {
                return NEVER_KNOWN;
            }
            throw e;
        }
    }
}
