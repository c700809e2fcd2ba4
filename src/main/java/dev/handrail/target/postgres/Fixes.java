package dev.handrail.target.postgres;

import java.sql.SQLException;
import java.util.Map;

/** What helps against a statement's failure. */
final class Fixes {
    private static final String NO_SUCH_OBJECT = "42704";
    /** With which a plain dump begins from version 17 on. */
    private static final String NEWER = "transaction_timeout";

    private static final Map<String, String> BY_CODE = Map.of(
            SqlStates.NO_SUCH_TABLE,
            "write the right name, with its schema before it where search_path lacks it",
            "42703",
            "write the right column",
            "42883",
            "write the right function, and see that the types fit (a cast helps: ::int)",
            "40P01",
            "try again: another session held locks in another order",
            "40001",
            "try again: another session changed the same rows",
            "53100",
            "make room on the server's disk",
            "55P04",
            "give the new value a step of its own: it can be used once that is committed",
            "22P05",
            "the database's encoding has no such sign: write another, or move to a database in UTF8",
            "25006",
            "bind the primary, and see that default_transaction_read_only is off");

    private Fixes() {}

    /** @param user the role that the statement ran as */
    static String of(SQLException e, String user) {
        String code = SqlStates.of(e);
        if (code.equals(SqlStates.NO_RIGHT)) {
            return "grant " + user + " what it needs, or bind another role";
        }
        if (code.equals(SqlStates.CANCELLED)) {
            return "raise its timeout, or make the statement faster";
        }
        if (code.equals(SqlStates.LOCK_TIMEOUT)) {
            return "wait for the session that holds the lock, or end it (consent end-blockers); then try again (lockWait tries"
                    + " longer)";
        }
        if (code.equals(NO_SUCH_OBJECT) && String.valueOf(e.getMessage()).contains(NEWER)) {
            return "take the line out that sets it: a newer pg_dump wrote it, and this server does not know it";
        }
        return BY_CODE.getOrDefault(code, "correct the statement or the data it meets, then try again");
    }
}
