package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session of ours for work on whole databases: making, naming and dropping them, looking into them, exporting a
 * snapshot. Statements are ours alone; each is committed by itself unless {@link #atomically} holds them together.
 */
public final class Maintenance implements AutoCloseable {
    /** PostgreSQL's own database, from which any other one may be renamed or dropped. */
    public static final String DATABASE = "postgres";

    private final Login login;
    private final Session session;

    private Maintenance(Login login, Session session) {
        this.login = login;
        this.session = session;
    }

    /**
     * Opens it as the role that effects are performed as.
     *
     * @param silence how long the server may work on one statement without a word; null: for ever
     * @throws Problem exit 7 with the cause and what helps
     */
    public static Maintenance open(Login login, String name, @Nullable Duration silence) {
        Session session = Session.open(login.address(), login.role(), login.named(name));
        try {
            session.patience(silence);
            return new Maintenance(login, session);
        } catch (SQLException e) {
            session.close();
            throw Refusals.of(e, login.address());
        }
    }

    public Login login() {
        return login;
    }

    /** The server that answered, where several were named. */
    public Place server() {
        return new Place(session.server().getHost(), session.server().getPort());
    }

    public int major() {
        return session.version() / 10_000;
    }

    public Map<String, String> facts() {
        return new Transaction(session, login.address().database(), "").facts();
    }

    /**
     * Ends the session that an effect's facts name, where it is still there.
     *
     * @return false where it does not go
     */
    public static boolean endOrphan(Login login, Map<String, String> facts) {
        Login plain = new Login(login.address(), null, null, login.run()); // a role may not end what its user may
        try (Maintenance ending = open(plain, "orphans", Duration.ofMinutes(1))) {
            return new Orphans(ending.session).end(facts);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Rows by column name; {@code ?} stands for each argument. */
    public List<Map<String, @Nullable Object>> rows(String sql, Object... arguments) {
        try (PreparedStatement asking = session.connection().prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                asking.setObject(i + 1, arguments[i]);
            }
            try (ResultSet result = asking.executeQuery()) {
                return rows(result);
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private static List<Map<String, @Nullable Object>> rows(ResultSet result) throws SQLException {
        List<String> names = Cells.names(result);
        Cells cells = new Cells(result);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable Object> values = cells.row();
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                row.put(names.get(i), values.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** The first column of the first row; empty where there is no row, or null in it. */
    public Optional<Object> value(String sql, Object... arguments) {
        return rows(sql, arguments).stream()
                .findFirst()
                .flatMap(row -> row.values().stream().findFirst().map(v -> v));
    }

    public void execute(String sql, Object... arguments) {
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** All of the work or nothing of it. */
    public void atomically(Runnable work) {
        try {
            session.connection().setAutoCommit(false);
            execute("select"); // begins it, also for work that sends nothing
            work.run();
            if (!session.inTransaction()) {
                throw new IllegalStateException("the transaction has ended by itself");
            }
            session.connection().commit();
        } catch (SQLException e) {
            throw refused(e);
        } finally {
            session.rollBack();
            endTransactions();
        }
    }

    private void endTransactions() {
        try {
            if (!session.closed()) {
                session.connection().setAutoCommit(true);
            }
        } catch (SQLException e) {
            session.close();
        }
    }

    /** Makes schema {@code handrail} where it is missing. */
    public void anchor() {
        try (Statement making = session.connection().createStatement()) {
            making.execute(Anchoring.SCHEMA);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** What is seen from now on, here and by whoever is given the name, is the database of this moment. */
    public String exportSnapshot() {
        try {
            session.connection().setAutoCommit(false);
            try (Statement setting = session.connection().createStatement()) {
                setting.execute("set transaction isolation level repeatable read, read only");
            }
            return String.valueOf(
                    value("select pg_catalog.pg_export_snapshot()").orElseThrow());
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** Lets go of the exported snapshot: no lock is held any more, and no row is kept for it. */
    public void releaseSnapshot() {
        session.rollBack();
        endTransactions();
    }

    private Problem refused(SQLException e) {
        boolean lost = SqlStates.connectionLost(e);
        return new Problem(
                lost ? ExitCode.UNREACHABLE : ExitCode.FAILED,
                lost ? "the session on " + login.address().database() + " was lost" : new Complaint(e, null).message(),
                login.address().shown(),
                new Complaint(e, null).why(),
                lost ? "see that the server runs, then resume" : Fixes.of(e, login.effectiveRole()),
                e);
    }

    /** Ends the work from another thread. */
    public void abort() {
        session.abort();
    }

    @Override
    public void close() {
        session.close();
    }
}
