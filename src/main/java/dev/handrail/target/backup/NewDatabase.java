package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.target.postgres.Maintenance;
import dev.handrail.text.Quoting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A database that we make ourselves: its comment says so, and only by that it is ever dropped again.
 *
 * @param server a session in another database of the same server
 */
record NewDatabase(Maintenance server, String name, String mark) {
    /** PostgreSQL's bound for names; a longer one would be cut without a word. */
    private static final int NAME_BYTES = 63;

    /** {@code wanted} as a name that is kept whole, in small letters, digits and underscores. */
    static String named(String wanted) {
        String plain = wanted.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        return plain.getBytes(StandardCharsets.UTF_8).length <= NAME_BYTES ? plain : plain.substring(0, NAME_BYTES);
    }

    Optional<String> comment() {
        return server.rows("""
                        select coalesce(pg_catalog.shobj_description(oid, 'pg_database'), '') as comment
                        from pg_catalog.pg_database where datname = ?""", name).stream().findFirst().map(row -> String.valueOf(row.get("comment")));
    }

    /** Drops it where it is there and ours, with every session in it; where it is another's, says so. */
    void dropOurs() {
        Optional<String> comment = comment();
        if (comment.isEmpty()) {
            return;
        }
        if (!comment.get().equals(mark) && !comment.get().startsWith(mark + "\n")) {
            throw new Problem(
                    ExitCode.FAILED,
                    "the database " + name + " is there already and not of this run",
                    server.login().address().shown(),
                    comment.get().isEmpty() ? "" : "its comment says: " + comment.get(),
                    "see what it is; when nobody needs it, drop it");
        }
        server.execute("drop database " + Quoting.identifier(name) + " with (force)");
    }

    /** As empty as can be, with the encoding and the locale of {@code like}; where that is not there, the server's. */
    void create(String like) {
        String locale = server
                .rows(
                        "select d.*, pg_catalog.pg_encoding_to_char(d.encoding) as encoding_name"
                                + " from pg_catalog.pg_database d where d.datname = ?",
                        like)
                .stream()
                .findFirst()
                .map(NewDatabase::locale)
                .orElse("");
        server.execute("create database " + Quoting.identifier(name) + " template template0" + locale);
        server.execute("comment on database " + Quoting.identifier(name) + " is " + Quoting.literal(mark));
    }

    /** The columns differ from version to version: icu locales came with 15, other providers later. */
    private static String locale(Map<String, @Nullable Object> row) {
        StringBuilder options = new StringBuilder(" encoding " + literal(row, "encoding_name"));
        options.append(" lc_collate ").append(literal(row, "datcollate"));
        options.append(" lc_ctype ").append(literal(row, "datctype"));
        Object icu = row.get("daticulocale") == null ? row.get("datlocale") : row.get("daticulocale");
        Object provider = row.get("datlocprovider");
        if ("i".equals(provider) && icu != null) {
            options.append(" locale_provider icu icu_locale ").append(Quoting.literal(icu.toString()));
        } else if ("b".equals(provider) && icu != null) {
            options.append(" locale_provider builtin builtin_locale ").append(Quoting.literal(icu.toString()));
        }
        return options.toString();
    }

    private static String literal(Map<String, @Nullable Object> row, String column) {
        return Quoting.literal(String.valueOf(row.get(column)));
    }

    /** What belongs to a database but not to its dump: owner, rights, settings, bound of connections. */
    void takeAfter(String like) {
        String from = Quoting.literal(like);
        String to = Quoting.literal(name);
        String statements = """
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
                from pg_catalog.pg_database d join pg_catalog.pg_roles r on r.oid = d.datdba where d.datname = %1$s""".formatted(from, to);
        List<Map<String, @Nullable Object>> wanted = server.rows(statements);
        wanted.forEach(row -> server.execute(String.valueOf(row.get("sql"))));
    }
}
