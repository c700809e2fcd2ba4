package dev.handrail.target.postgres;

import dev.handrail.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.HostSpec;

/**
 * One session on a server. Not for several threads, but for {@link #cancel()} and {@link #abort()}.
 *
 * @param pid the server's process
 * @param since when that process started; with {@code pid} it tells this session from every other one
 * @param serverStart when the server started
 * @param checksClient the server can notice, while it works, that nobody waits for its answer any more
 * @param system the cluster's identifier; empty where this user may not ask
 * @param timeline of the write-ahead log, in hexadecimal: another one after a failover; empty where {@code system} is
 */
record Session(
        BaseConnection connection,
        int pid,
        String since,
        String serverStart,
        int version,
        boolean standby,
        boolean readOnly,
        boolean checksClient,
        String system,
        String timeline)
        implements AutoCloseable {
    private static final Duration OWN_ROUND_TRIP = Duration.ofSeconds(60);

    /** What the driver warns of reaches us as an exception too; its own lines would stand between the operator's. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    static {
        DRIVER.setLevel(Level.OFF);
    }

    /**
     * Opens a session.
     *
     * @param role SET ROLE to it; null: as connected
     * @throws Problem exit 7 with the cause and what helps
     */
    static Session open(Address address, @Nullable String role, String name) {
        Properties properties = address.jdbcProperties();
        properties.setProperty("ApplicationName", name);
        try {
            Session session = greeted(connected(address, properties), address, role);
            Optional<Properties> instead = instead(session, role == null ? address.user() : role, properties);
            if (instead.isPresent()) {
                session.close();
                return greeted(connected(address, instead.get()), address, role);
            }
            return session;
        } catch (SQLException e) {
            throw Refusals.of(e, address);
        }
    }

    private static BaseConnection connected(Address address, Properties properties) throws SQLException {
        Connection connection = new Driver().connect(address.jdbcUrl(), properties);
        if (connection == null) {
            throw new IllegalStateException("the driver does not know " + address.jdbcUrl());
        }
        return connection.unwrap(BaseConnection.class);
    }

    private static Optional<Properties> instead(Session session, String user, Properties properties)
            throws SQLException {
        try {
            return SearchPath.instead(session.connection, user, properties);
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    private static Session greeted(BaseConnection connection, Address address, @Nullable String role)
            throws SQLException {
        try {
            Session session = new Greeting(connection, address, role).session();
            session.patience(OWN_ROUND_TRIP);
            return session;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** How long the server may stay silent before the connection counts as lost; null: for ever. */
    void patience(@Nullable Duration silence) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, silence == null ? 0 : Math.toIntExact(silence.toMillis()));
    }

    /** Back to the bound for round trips of our own, which the server answers at once. */
    void ownPatience() throws SQLException {
        patience(OWN_ROUND_TRIP);
    }

    /** From here on names mean what they mean to the author: the role's own search_path. */
    void authorsNames() throws SQLException {
        try (Statement setting = connection.createStatement()) {
            setting.execute("reset search_path");
        }
    }

    HostSpec server() {
        return connection.getQueryExecutor().getHostSpec();
    }

    boolean inTransaction() {
        return connection.getTransactionState() == TransactionState.OPEN;
    }

    boolean closed() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Ends the transaction in whatever state it is; a session that can't do that is closed, which ends it too. */
    void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            close();
        }
    }

    /** Ends, from another thread, the statement that the server is at work on. */
    void cancel() {
        try {
            connection.cancelQuery();
        } catch (SQLException e) {
            // it ends by its own time limit
        }
    }

    /** Cuts the connection from another thread: who waits for the server is told at once. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // it is gone already
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // the server ends what a broken connection leaves behind
        }
    }
}
