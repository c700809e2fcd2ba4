package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.Statement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Fills a database of our own, such as the sandbox's: each statement is committed by itself, nothing is journalled or
 * proven. Never for an operator's database.
 */
public final class Loading implements AutoCloseable {
    private final Session session;

    private Loading(Session session) {
        this.session = session;
    }

    /**
     * Opens a session that waits for its statements as long as they take.
     *
     * @throws Problem exit 7 with the cause and what helps
     */
    public static Loading open(Login login) {
        Session session = Session.open(login.address(), login.role(), login.named("load"));
        try {
            session.patience(null);
            session.authorsNames();
        } catch (SQLException e) {
            session.close();
            throw Refusals.of(e, login.address());
        }
        return new Loading(session);
    }

    /** True where the server has a database of that name. */
    public boolean exists(String database) {
        try (PreparedStatement asking =
                session.connection().prepareStatement("select 1 from pg_catalog.pg_database where datname = ?")) {
            asking.setString(1, database);
            try (ResultSet row = asking.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw refused(e, Statement.ours("select 1"));
        }
    }

    /**
     * Runs one statement that binds no value.
     *
     * @throws Problem exit 2 with the server's words and the position in the file
     */
    public void execute(Statement statement) {
        try (PreparedStatement prepared = session.connection().prepareStatement(statement.sql())) {
            prepared.execute();
        } catch (SQLException e) {
            throw refused(e, statement);
        }
    }

    @Override
    public void close() {
        session.close();
    }

    private static Problem refused(SQLException e, Statement statement) {
        Complaint complaint = new Complaint(e, statement);
        return new Problem(
                ExitCode.WRONG,
                "a statement failed: " + complaint.message(),
                complaint.where(),
                complaint.why(),
                "mend the statement; the database is made anew the next time",
                e);
    }
}
