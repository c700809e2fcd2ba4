package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Objection;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.RowSink;
import dev.handrail.text.Durations;
import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import dev.handrail.text.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A database, seen: each question in a read-only transaction of its own that is always rolled back, so that nothing
 * asked leaves a trace, not even a setting. Several may be asked at once, each over a session of its own.
 */
public final class Postgres implements Database, AutoCloseable {
    private static final Duration QUESTION = Duration.ofSeconds(30);
    /** For one portion of a stream: the first one may have to sort everything. */
    private static final Duration STREAM = Duration.ofMinutes(10);

    /** Our own records belong to the role that writes them; the one that reads the author's tables need not see them. */
    private static final String OWN = "handrail.";

    private static final String ANCHORED = "select 1 from pg_catalog.pg_namespace where nspname = 'handrail'";

    private final Login login;
    private final Cluster cluster = new Cluster();
    private final UnderWay underWay = new UnderWay();
    private final Readers readers;
    private final Duration longest;
    private @Nullable Identity identity;
    private boolean changed;
    private long readAt;
    private long readTook;

    public Postgres(Login login) {
        this(login, QUESTION);
    }

    /** @param longest how long a question may take */
    public Postgres(Login login, Duration longest) {
        this.login = login;
        this.longest = longest;
        this.readers = new Readers(login, longest);
    }

    @Override
    public String name() {
        return login.address().database();
    }

    /** Cached; the size is read again after effects, as long as that takes less than a twentieth of the time. */
    @Override
    public synchronized Identity identity() {
        long begin = System.nanoTime();
        if (identity == null || (changed && begin - readAt > 20 * readTook)) {
            identity = look(null, reader -> new Identifying(reader.session()).identity());
            changed = false;
            readAt = System.nanoTime();
            readTook = readAt - begin;
        }
        return Objects.requireNonNull(identity);
    }

    Cluster cluster() {
        return cluster;
    }

    /** What is known of the database may be old: an effect was performed on it. */
    public synchronized void changed() {
        changed = true;
    }

    /** Closes the session and forgets the identity: another database may have the name now. */
    public synchronized void forget() {
        close();
        identity = null;
        cluster.forget();
    }

    /** Ends the questions that other threads are waiting for, with a problem of exit 130. */
    public void endQuestions() {
        underWay.end();
    }

    @Override
    public Reading ask(Statement statement, Values values) {
        return look(statement, reader -> new Asking(reader.session(), statement).ask(values));
    }

    @Override
    public synchronized Optional<Objection> objection(Statement statement, List<Statement> before) {
        String user = login.readAs() == null ? login.address().user() : login.readAs();
        return look(statement, reader -> new Parsed(reader.session(), user, statement).objection(before));
    }

    /** Never asked a second time: rows were handed over already. */
    @Override
    public long stream(Statement query, Values values, RowSink sink) {
        try (Reader own = Reader.open(login, STREAM)) {
            return underWay.asked(own.session(), () -> new Streaming(own.session(), query).into(sink, values));
        } catch (SQLException e) {
            throw SqlStates.connectionLost(e) ? lost(e) : refused(e, query, STREAM);
        }
    }

    @Override
    public List<Map<String, Object>> catalog(String sql, Map<String, ?> arguments) {
        return look(null, reader -> {
            if (sql.contains(OWN)) {
                reader.own(login.role());
            }
            return reader.catalog(sql, arguments);
        });
    }

    @Override
    public OptionalLong free() {
        return look(
                null,
                reader -> reader.catalog(ServerDisk.QUERY, Map.of()).stream()
                        .findFirst()
                        .map(ServerDisk::free)
                        .orElse(OptionalLong.empty()));
    }

    /** Rows that meet a condition, as the author wrote it; a problem where counting takes over five seconds. */
    long count(String table, String condition) {
        String query = "select pg_catalog.count(*) from " + Quoting.qualified(table) + " where (" + condition + "\n)";
        return look(null, reader -> {
            try (java.sql.Statement asking = reader.session().connection().createStatement()) {
                asking.setEscapeProcessing(false);
                asking.execute("set local statement_timeout to '5s'");
                try (ResultSet row = asking.executeQuery(query)) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    /** Asked in every run, so without the library for our other questions: loading that takes longer than the answer. */
    @Override
    public boolean anchored() {
        return look(null, reader -> {
            try (java.sql.Statement asking = reader.session().connection().createStatement();
                    ResultSet row = asking.executeQuery(ANCHORED)) {
                return row.next();
            }
        });
    }

    /** Once more on a new session where the old one was lost: reading twice does no harm. */
    private <T> T look(@Nullable Statement asked, Look<T> look) {
        Readers.Lent lent = lent();
        boolean lost = false;
        try {
            return once(lent.reader(), look);
        } catch (SQLException e) {
            lost = SqlStates.connectionLost(e);
            if (!lost) {
                throw refused(e, asked, longest);
            }
            if (lent.fresh()) {
                throw lost(e);
            }
        } finally {
            if (lost) {
                readers.lost(lent);
            } else {
                readers.giveBack(lent);
            }
        }
        return look(asked, look);
    }

    private Readers.Lent lent() {
        try {
            return readers.lend();
        } catch (SQLException e) {
            throw SqlStates.connectionLost(e) ? lost(e) : refused(e, null, longest);
        }
    }

    private <T> T once(Reader now, Look<T> look) throws SQLException {
        cluster.require(now.session(), login.address());
        try {
            return underWay.asked(now.session(), () -> look.through(now));
        } finally {
            now.session().rollBack();
        }
    }

    private Problem refused(SQLException e, @Nullable Statement asked, Duration limit) {
        Complaint complaint = new Complaint(e, asked);
        String user = login.readAs() == null ? login.address().user() : login.readAs();
        String late = "it took longer than the " + Durations.show(limit) + " that a question may";
        return new Problem(
                ExitCode.FAILED,
                name() + " does not answer the question: " + (asked != null && late(e) ? late : complaint.message()),
                complaint.where(),
                complaint.whyBesides(),
                Fixes.of(e, user),
                e);
    }

    /** The session's own limit; who else ends a statement says so in other words. */
    private static boolean late(SQLException e) {
        return SqlStates.of(e).equals(SqlStates.CANCELLED)
                && String.valueOf(e.getMessage()).contains("statement timeout");
    }

    private Problem lost(SQLException e) {
        if (Pooler.byStatement(e)) {
            return Pooler.lending(login, "statement");
        }
        return new Problem(
                ExitCode.UNREACHABLE,
                "the connection to " + name() + " was lost",
                login.address().shown(),
                new Complaint(e, null).why(),
                "see that the server runs and is reachable, then try again",
                e);
    }

    @Override
    public void close() {
        readers.close();
    }

    /** One look at the database. */
    interface Look<T> {
        T through(Reader reader) throws SQLException;
    }
}
