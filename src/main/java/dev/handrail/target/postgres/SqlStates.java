package dev.handrail.target.postgres;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.postgresql.util.PSQLException;

/** SQLSTATE codes in words, and what they mean for the connection. */
final class SqlStates {
    static final String CANCELLED = "57014";
    static final String LOCK_TIMEOUT = "55P03";
    static final String NO_SUCH_TABLE = "42P01";
    static final String NO_SUCH_SCHEMA = "3F000";
    static final String NO_RIGHT = "42501";
    static final String STARTING = "57P03";
    static final String CROWDED = "53300";
    static final String FUTURE_TRANSACTION = "22023";
    /** What the driver had the server prepare is gone, e.g. by DEALLOCATE ALL in a function; it prepares it again. */
    static final String NOTHING_PREPARED = "26000";

    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("08000", "connection failed"),
            Map.entry("08001", "no connection"),
            Map.entry("08003", "connection is gone"),
            Map.entry("08006", "connection lost"),
            Map.entry("22001", "text too long for its column"),
            Map.entry("22003", "number out of range"),
            Map.entry("22007", "no such date or time"),
            Map.entry("22012", "division by zero"),
            Map.entry("22P02", "text does not fit the type"),
            Map.entry("23502", "not-null violated"),
            Map.entry("23503", "foreign key violated"),
            Map.entry("23505", "unique violated"),
            Map.entry("23514", "check violated"),
            Map.entry("23P01", "exclusion violated"),
            Map.entry("25001", "not allowed in a transaction"),
            Map.entry("25006", "read-only transaction"),
            Map.entry("25P02", "transaction has failed already"),
            Map.entry("25P03", "idle in a transaction for too long"),
            Map.entry("28000", "login refused"),
            Map.entry("28P01", "wrong password"),
            Map.entry("2BP01", "others depend on it"),
            Map.entry("3D000", "no such database"),
            Map.entry(NO_SUCH_SCHEMA, "no such schema"),
            Map.entry("40001", "serialization failure"),
            Map.entry("40P01", "deadlock"),
            Map.entry(NO_RIGHT, "no right to do this"),
            Map.entry("42601", "syntax error"),
            Map.entry("42701", "column exists already"),
            Map.entry("42703", "no such column"),
            Map.entry("42704", "no such object"),
            Map.entry("42710", "object exists already"),
            Map.entry("42723", "function exists already"),
            Map.entry("42804", "types do not fit"),
            Map.entry("42883", "no such function"),
            Map.entry(NO_SUCH_TABLE, "no such table"),
            Map.entry("42P04", "database exists already"),
            Map.entry("42P06", "schema exists already"),
            Map.entry("42P07", "table or index exists already"),
            Map.entry("53100", "server's disk is full"),
            Map.entry("53200", "server is out of memory"),
            Map.entry(CROWDED, "too many connections"),
            Map.entry("55000", "object is not in the state for this"),
            Map.entry("55006", "object is in use"),
            Map.entry(LOCK_TIMEOUT, "lock not available"),
            Map.entry(CANCELLED, "statement cancelled"),
            Map.entry("57P01", "session ended by an administrator"),
            Map.entry("57P02", "server crashed"),
            Map.entry(STARTING, "server is starting or stopping"),
            Map.entry("57P05", "idle for too long"),
            Map.entry("P0001", "raised by the code itself"));

    private static final Map<String, String> CLASSES = Map.of(
            "08", "connection trouble",
            "22", "value does not fit",
            "23", "constraint violated",
            "25", "wrong state of the transaction",
            "28", "login refused",
            "40", "transaction rolled back",
            "42", "mistake in the statement",
            "53", "server lacks resources",
            "57", "ended by the server",
            "P0", "raised by the code itself");

    private SqlStates() {}

    static String of(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    /** {@code unique violated (SQLSTATE 23505)}. */
    static String inWords(SQLException e) {
        String code = of(e);
        String family = code.length() < 2 ? "" : code.substring(0, 2);
        String words = WORDS.getOrDefault(code, CLASSES.getOrDefault(family, "refused by the server"));
        return code.isEmpty() ? words : words + " (SQLSTATE " + code + ")";
    }

    /** True where the session is gone, so that a commit on its way may or may not have been done. */
    static boolean connectionLost(SQLException e) {
        String code = of(e);
        return code.startsWith("08") || code.startsWith("57P0") || code.equals("25P03") || !saidByServer(e);
    }

    /** True where the server rolled a transaction back because of another one: deadlock, serialization failure. */
    static boolean conflict(SQLException e) {
        return CONFLICTS.contains(of(e));
    }

    static boolean saidByServer(SQLException e) {
        return e instanceof PSQLException said && said.getServerErrorMessage() != null;
    }
}
