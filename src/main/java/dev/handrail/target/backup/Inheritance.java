package dev.handrail.target.backup;

import dev.handrail.target.postgres.Maintenance;
import dev.handrail.text.Quoting;

/** What belongs to a database but not to its dump: bound of connections, rights, settings, and last its owner. */
final class Inheritance {
    /** Lists are kept as they are written in the catalog: as one literal they would be a single name. */
    private static final String STATEMENTS = """
            select pg_catalog.format('alter database %%I connection limit %%s', %2$s, datconnlimit) as sql
            from pg_catalog.pg_database where datname = %1$s and datconnlimit <> -1
            union all
            select pg_catalog.format('revoke all on database %%I from public', %2$s)
            from pg_catalog.pg_database where datname = %1$s and datacl is not null
            union all
            select pg_catalog.format('grant %%s on database %%I to %%s%%s', a.privilege_type, %2$s,
                     case when a.grantee = 0 then 'public' else pg_catalog.quote_ident(r.rolname) end,
                     case when a.is_grantable then ' with grant option' else '' end)
            from pg_catalog.pg_database d, pg_catalog.aclexplode(d.datacl) a
            left join pg_catalog.pg_roles r on r.oid = a.grantee where d.datname = %1$s
            union all
            select pg_catalog.format('alter %%sdatabase %%I set %%I to %%s',
                     case when s.setrole = 0 then '' else pg_catalog.format('role %%I in ', r.rolname) end, %2$s,
                     pg_catalog.split_part(c, '=', 1),
                     case when pg_catalog.split_part(c, '=', 1) in ('search_path', 'session_preload_libraries',
                               'local_preload_libraries', 'temp_tablespaces', 'DateStyle')
                          then pg_catalog.substr(c, pg_catalog.strpos(c, '=') + 1)
                          else pg_catalog.quote_literal(pg_catalog.substr(c, pg_catalog.strpos(c, '=') + 1)) end)
            from pg_catalog.pg_database d join pg_catalog.pg_db_role_setting s on s.setdatabase = d.oid
            left join pg_catalog.pg_roles r on r.oid = s.setrole, pg_catalog.unnest(s.setconfig) c
            where d.datname = %1$s
            union all
            select pg_catalog.format('alter database %%I owner to %%I', %2$s, r.rolname)
            from pg_catalog.pg_database d join pg_catalog.pg_roles r on r.oid = d.datdba where d.datname = %1$s""";

    private Inheritance() {}

    static void give(Maintenance server, String from, String to) {
        server.rows(STATEMENTS.formatted(Quoting.literal(from), Quoting.literal(to)))
                .forEach(row -> server.execute(String.valueOf(row.get("sql"))));
    }
}
