package dev.handrail.runbook;

import dev.handrail.text.Statement;
import dev.handrail.text.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A PostgreSQL database, seen: everything here reads, in read-only transactions, never held open. */
public interface Database {
    /** Its real name on the server. */
    String name();

    Identity identity();

    /**
     * Asks the operator's own SQL.
     *
     * @throws dev.handrail.problem.Problem with the SQLSTATE in words and the statement's position
     */
    Reading ask(Statement statement, Values values);

    /**
     * Hands the rows of a query to {@code sink} as they come, however many there are: through a cursor, in one
     * read-only transaction that ends with the last row, or early when the sink wants no more or throws.
     *
     * @return how many rows were handed over
     */
    long stream(Statement query, Values values, RowSink sink);

    /**
     * Our own question to the catalog.
     *
     * @param sql with named parameters {@code :name}
     * @return a map by column name for each row
     */
    List<Map<String, Object>> catalog(String sql, Map<String, ?> arguments);

    /**
     * Has the server read a statement, name by name and type by type, and plan it where it can be planned; nothing of it
     * is done.
     *
     * @param before what the statement finds set, e.g. the search path
     */
    default Optional<Objection> objection(Statement statement, List<Statement> before) {
        return Optional.empty();
    }

    /** Bytes free where new databases of its server would lie; empty where that can't be seen from here. */
    default OptionalLong free() {
        return OptionalLong.empty();
    }

    /** True where schema {@code handrail} is there. */
    boolean anchored();

    /**
     * Which database this is, so that another one is never taken for it.
     *
     * @param oid the database's own number: another one where it was dropped and made again under the same name
     * @param system the cluster's system identifier; empty where this user may not know it
     * @param timeline the server's: another one after a standby was promoted; 0 where this user may not know it
     * @param version e.g. {@code 15.19}
     * @param versionNumber e.g. 150019
     * @param standby true for a hot standby, which can't be changed
     */
    record Identity(
            String host,
            int port,
            String database,
            String user,
            long oid,
            String system,
            int timeline,
            String version,
            int versionNumber,
            boolean standby,
            boolean readOnly,
            long bytes) {
        public int major() {
            return versionNumber / 10_000;
        }
    }
}
