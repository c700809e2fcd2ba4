package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.sql.SQLException;

/** Whether a pooler stands between us and the server, and whether it gives us a session of our own. */
record Pooler(Login login) {
    private static final int ROUNDS = 3;

    /**
     * Two clients that speak by turns never share a process of the server, unless a pooler lends it out transaction by
     * transaction; there a lock excludes nobody.
     */
    void refuseTransactionPooling(LockSession first) throws SQLException {
        if (!first.pooled()) {
            return;
        }
        try (LockSession second = LockSession.open(login, 0)) {
            for (int i = 0; i < ROUNDS; i++) {
                int one = first.process();
                if (one != first.pid() || second.process() == one) {
                    throw lending(login, "transaction");
                }
            }
        }
    }

    /** By the statement: then it refuses every transaction. */
    static boolean byStatement(SQLException e) {
        return String.valueOf(e.getMessage()).contains("statement pooling mode");
    }

    static Problem lending(Login login, String portion) {
        return new Problem(
                ExitCode.UNREACHABLE,
                "a pooler stands before the server and lends its sessions out by the " + portion,
                login.address().shown(),
                "a lock taken through it keeps nobody out, and settings reach other clients",
                "bind the server's own port, or a pool whose pool_mode is session");
    }
}
