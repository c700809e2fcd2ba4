package dev.handrail.target.backup;

import dev.handrail.target.postgres.Maintenance;

/**
 * The database that is dumped, as another server's session can tell it from every other one.
 *
 * @param system of its server; empty where we may not ask
 * @param major its server's version
 * @param like how a new database gets its encoding and locale
 */
record Source(String database, String system, int major, NewDatabase.Like like) {
    private static final String SYSTEM = """
            select case when pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'execute')
                   then (select system_identifier::text from pg_catalog.pg_control_system()) else '' end""";

    /** @param session in the database itself */
    static Source of(Maintenance session) {
        String database = session.login().address().database();
        return new Source(
                database,
                String.valueOf(session.value(SYSTEM).orElse("")),
                session.major(),
                NewDatabase.Like.of(session, database));
    }

    /** The line by which its scratch databases are known. */
    String told() {
        return "of database " + database + " on " + system;
    }
}
