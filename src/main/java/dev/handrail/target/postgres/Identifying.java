package dev.handrail.target.postgres;

import dev.handrail.runbook.Database.Identity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.util.HostSpec;

/** Asks a server which one it is. */
record Identifying(Session session) {
    private static final String WHO = """
            select pg_catalog.current_database(), session_user,
                   pg_catalog.current_setting('server_version'), pg_catalog.current_setting('server_version_num')::int,
                   pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('default_transaction_read_only')::bool,
                   pg_catalog.pg_database_size(pg_catalog.current_database()),
                   (select oid::bigint from pg_catalog.pg_database where datname = pg_catalog.current_database()),
                   case when not pg_catalog.pg_is_in_recovery()
                        then pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8)
                        when pg_catalog.has_function_privilege('pg_catalog.pg_control_checkpoint()', 'execute')
                        then (select pg_catalog.to_hex(timeline_id) from pg_catalog.pg_control_checkpoint())
                        else '0' end""";

    Identity identity() throws SQLException {
        HostSpec server = session.server();
        try (Statement asking = session.connection().createStatement();
                ResultSet row = asking.executeQuery(WHO)) {
            row.next();
            return new Identity(
                    server.getHost(),
                    server.getPort(),
                    row.getString(1),
                    row.getString(2),
                    row.getLong(8),
                    session.system(),
                    Integer.parseInt(row.getString(9), 16),
                    row.getString(3).split(" ")[0],
                    row.getInt(4),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    row.getLong(7));
        }
    }
}
