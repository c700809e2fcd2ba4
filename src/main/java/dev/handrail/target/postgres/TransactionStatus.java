package dev.handrail.target.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What a server knows of one of its transactions by the id. */
final class TransactionStatus {
    static final String COMMITTED = "committed";
    static final String ABORTED = "aborted";
    static final String IN_PROGRESS = "in progress";
    /** Its id was not given away yet: the server that gave it away lost it. */
    static final String NEVER_KNOWN = "never known";
    /** So long ago that the server keeps no record of it. */
    static final String FORGOTTEN = "forgotten";

    private TransactionStatus() {}

    static String of(Session session, String xid) throws SQLException {
        try (PreparedStatement asking =
                session.connection().prepareStatement("select pg_catalog.pg_xact_status(?::pg_catalog.xid8)")) {
            asking.setString(1, xid);
            try (ResultSet row = asking.executeQuery()) {
                row.next();
                return row.getString(1) == null ? FORGOTTEN : row.getString(1);
            }
        } catch (SQLException e) {
            if (SqlStates.of(e).equals(SqlStates.FUTURE_TRANSACTION)) {
                return NEVER_KNOWN;
            }
            throw e;
        }
    }
}
