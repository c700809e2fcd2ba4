package dev.handrail.target.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The session for questions: read-only, bounded in time, and JDBI over it for questions of our own. */
final class Reader implements AutoCloseable {
    private static final Duration LATE = Duration.ofSeconds(30);

    private final Session session;
    private @Nullable Handle handle;

    private Reader(Session session) {
        this.session = session;
    }

    /** @param timeout of each statement; a server silent for half a minute longer counts as lost */
    static Reader open(Login login, Duration timeout) throws SQLException {
        Rehearsal.beside();
        Session session = Session.open(login.address(), login.readAs(), login.named("reading"));
        try {
            try (Statement setting = session.connection().createStatement()) {
                setting.execute("reset search_path; set statement_timeout = " + timeout.toMillis());
            }
            session.patience(timeout.plus(LATE));
            session.connection().setReadOnly(true);
            session.connection().setAutoCommit(false);
            return new Reader(session);
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    Session session() {
        return session;
    }

    /** From now on as {@code role}, null: as connected; until the question's transaction is rolled back. */
    void own(@Nullable String role) throws SQLException {
        try (PreparedStatement setting =
                session.connection().prepareStatement("select pg_catalog.set_config('role', ?, true)")) {
            setting.setString(1, role == null ? "none" : role);
            setting.execute();
        }
    }

    List<Map<String, Object>> catalog(String sql, Map<String, ?> arguments) throws SQLException {
        try {
            Handle over = handle == null ? Jdbi.open(session.connection()) : handle;
            handle = over;
            return rows(over, sql, arguments);
        } catch (JdbiException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw e;
        }
    }

    static List<Map<String, Object>> rows(Handle over, String sql, Map<String, ?> arguments) {
        return over.createQuery(sql).bindMap(arguments).mapToMap().list();
    }

    @Override
    public void close() {
        session.close();
    }
}
