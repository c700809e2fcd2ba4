package dev.handrail.target.postgres;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * The first round trip on a connection: which session it is, on what server, as which role from now on. Names in
 * queries of ours mean the server's own from here on, whatever stands in the role's search_path.
 */
record Greeting(
        BaseConnection connection,
        Address address,
        @Nullable String role) {
    /** pg_current_xact_id and pg_xact_status, by which an outcome is proven, came with 13. */
    private static final int OLDEST = 130_000;

    /** client_connection_check_interval; only Linux is sure to have what it needs. */
    private static final int CHECKS_CLIENT = 140_000;

    /** invalid_parameter_value: what set_config says of a role that is not there. */
    private static final String UNKNOWN_ROLE = "22023";

    private static final String WORDS = """
            set search_path to pg_catalog;
            select pg_catalog.pg_backend_pid(), a.backend_start::text, pg_catalog.pg_postmaster_start_time()::text,
                   pg_catalog.current_setting('server_version_num')::int, pg_catalog.pg_is_in_recovery(),
                   pg_catalog.current_setting('default_transaction_read_only')::bool,
                   pg_catalog.version() like '%linux%',
                   pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'execute')
                   and pg_catalog.has_function_privilege('pg_catalog.pg_control_checkpoint()', 'execute')
                   and pg_catalog.has_function_privilege('pg_catalog.pg_walfile_name(pg_lsn)', 'execute'),
                   pg_catalog.set_config('role', ?, false)
            from pg_catalog.pg_stat_get_activity(pg_catalog.pg_backend_pid()) a""";

    /** Asked by itself: a function that this user may not call fails its whole statement, called or not. */
    private static final String CLUSTER = """
            select system_identifier::text,
                   case when pg_catalog.pg_is_in_recovery()
                        then (select pg_catalog.to_hex(timeline_id) from pg_catalog.pg_control_checkpoint())
                        else pg_catalog.left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 8) end
            from pg_catalog.pg_control_system()""";

    /** @throws Problem exit 7 for a server that is too old, and for a role that can't be taken */
    Session session() throws SQLException {
        try (PreparedStatement greeting = connection.prepareStatement(WORDS)) {
            greeting.setString(1, role == null ? "none" : role);
            greeting.execute();
            greeting.getMoreResults(); // behind that of SET
            try (ResultSet row = greeting.getResultSet()) {
                row.next();
                return session(row);
            }
        } catch (SQLException e) {
            if (role == null || SqlStates.connectionLost(e)) {
                throw e;
            }
            String grant = "grant " + role + " to " + address.user();
            String bind = "bind another role in " + address.origin();
            String fix = SqlStates.of(e).equals(UNKNOWN_ROLE)
                    ? bind + ", or make this one: create role " + role + "; " + grant
                    : grant + ", or " + bind;
            throw Refusals.problem(
                    address.user() + " can't become " + role, new Complaint(e, null).message(), fix, address, e);
        }
    }

    private Session session(ResultSet row) throws SQLException {
        int version = row.getInt(4);
        if (version < OLDEST) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "the server is PostgreSQL " + version / 10_000 + ", which handrail does not support",
                    address.shown(),
                    "the outcome of a transaction can be proven from PostgreSQL 13 on",
                    "upgrade the server");
        }
        String[] cluster = row.getBoolean(8) ? cluster() : new String[] {"", ""};
        return new Session(
                connection,
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                version,
                row.getBoolean(5),
                row.getBoolean(6),
                version >= CHECKS_CLIENT && row.getBoolean(7),
                cluster[0],
                cluster[1]);
    }

    private String[] cluster() throws SQLException {
        try (Statement asking = connection.createStatement();
                ResultSet row = asking.executeQuery(CLUSTER)) {
            row.next();
            return new String[] {row.getString(1), row.getString(2)};
        }
    }
}
