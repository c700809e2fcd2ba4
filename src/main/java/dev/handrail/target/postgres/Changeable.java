package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;

/** Whether a server lets itself be changed at all. */
final class Changeable {
    private Changeable() {}

    /** @throws Problem exit 7 for a standby, and where transactions are read-only by default */
    static void require(Session session, Address address) {
        if (session.standby()) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "the server is a standby, which can't be changed",
                    address.shown(),
                    "pg_is_in_recovery() says so",
                    "bind the primary, or list both hosts with target_session_attrs=read-write");
        }
        if (session.readOnly()) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "transactions are read-only by default here",
                    address.shown(),
                    "default_transaction_read_only is on for this role, database or server",
                    "bind a role that may write, or set default_transaction_read_only to off");
        }
    }
}
