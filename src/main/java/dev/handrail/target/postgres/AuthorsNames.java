package dev.handrail.target.postgres;

import dev.handrail.text.Quoting;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What brings the author's own names into a transaction of ours. Our statements are the same for each effect, so that
 * the server reads and plans them once; but the driver gives up what the server has read whenever it sees search_path
 * set or reset. So a function sets it, and where the server itself tells of it, nothing is kept.
 */
final class AuthorsNames {
    /** From here on a server tells its clients of each change of search_path. */
    private static final int TOLD = 180_000;

    private static final String ASK = "reset search_path; show search_path; set search_path to pg_catalog";

    private AuthorsNames() {}

    /** A statement that goes behind one of ours, with the semicolon between them. */
    static String of(Session fresh) throws SQLException {
        if (fresh.version() >= TOLD) {
            fresh.connection().setPrepareThreshold(0);
        }
        try (PreparedStatement asking = fresh.connection().prepareStatement(ASK)) {
            asking.execute();
            asking.getMoreResults(); // behind that of RESET
            try (ResultSet row = asking.getResultSet()) {
                row.next();
                return "; select pg_catalog.set_config('search_path', " + Quoting.literal(row.getString(1)) + ", true)";
            }
        }
    }
}
