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
                   (select oid::bigint from pg_catalog.pg_database where datname = pg_catalog.current_database())""";

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
                    Integer.parseInt("0" + session.timeline(), 16),
                    row.getString(3).split(" ")[0],
                    row.getInt(4),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    row.getLong(7));
        }
    }
}
