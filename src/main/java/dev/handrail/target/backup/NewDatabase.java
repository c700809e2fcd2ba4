package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.target.postgres.Maintenance;
import dev.handrail.text.Quoting;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
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
        String plain = wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
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
        drop();
    }

    /**
     * An autovacuum worker inside belongs to no role, so FORCE is refused to whoever is no superuser; a plain drop sends
     * the worker away, but waits for our own sessions.
     */
    void drop() {
        String dropping = "drop database " + Quoting.identifier(name);
        try {
            server.execute(dropping + " with (force)");
        } catch (Problem refused) {
            server.rows("""
                            select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity
                            where datname = ? and pg_catalog.pg_has_role(usesysid, 'member')""", name);
            server.execute(dropping);
        }
    }

    /** As empty as can be. */
    void create(Like like) {
        server.execute("create database " + Quoting.identifier(name) + " template template0" + like.options());
        server.execute("comment on database " + Quoting.identifier(name) + " is " + Quoting.literal(mark));
    }

    /** Nobody else comes in, whatever a restore grants inside. */
    void keepOut() {
        server.execute("revoke all on database " + Quoting.identifier(name) + " from public");
        server.execute("grant connect on database " + Quoting.identifier(name) + " to session_user");
    }

    /**
     * The encoding and the locale of a database, as CREATE DATABASE takes them.
     *
     * @param encoding its encoding alone, for a server that does not know its locale
     */
    record Like(String encoding, String options) {
        /** @param name where it is not there, the server's own are taken */
        static Like of(Maintenance server, String name) {
            return server
                    .rows(
                            "select d.*, pg_catalog.pg_encoding_to_char(d.encoding) as encoding_name"
                                    + " from pg_catalog.pg_database d where d.datname = ?",
                            name)
                    .stream()
                    .findFirst()
                    .map(row -> new Like(literal(row, "encoding_name"), locale(row)))
                    .orElse(new Like("", ""));
        }

        /** The same encoding, and the locale that every server has and that fits every encoding. */
        Like plain() {
            return new Like(encoding, " encoding " + encoding + " lc_collate 'C' lc_ctype 'C'");
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
    }
}
