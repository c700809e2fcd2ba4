package dev.handrail.target.postgres;

import dev.handrail.runbook.Blocker;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Who blocks a session of ours, seen from another one; and their end, where that was agreed to. */
final class Blockers {
    /** A prepared transaction blocks as process 0. */
    private static final String SEEN = """
            select distinct on (blocker) blocker, b.application_name, b.usename, b.state,
                   date_trunc('second', clock_timestamp() - coalesce(b.xact_start, b.backend_start))::text,
                   date_trunc('second', clock_timestamp() - b.query_start)::text, left(b.query, 400),
                   b.backend_start::text,
                   case when b.pid is null then 'it is no session'
                        when b.backend_start is null then 'this user may not see what it is: grant pg_read_all_stats to ' || quote_ident(session_user)
                        when b.backend_type <> 'client backend' then 'it is the server''s own'
                        when starts_with(b.application_name, 'handrail/') then 'it is handrail''s own'
                        when r.rolsuper and b.usesysid <> (select o.oid from pg_roles o where o.rolname = session_user)
                        then 'it is another superuser''s'
                        when not exists (select from pg_locks w join pg_locks h on h.pid = blocker and h.granted
                             and (h.locktype, h.database, h.relation, h.page, h.tuple, h.virtualxid,
                                  h.transactionid, h.classid, h.objid, h.objsubid) is not distinct from
                                 (w.locktype, w.database, w.relation, w.page, w.tuple, w.virtualxid,
                                  w.transactionid, w.classid, w.objid, w.objsubid)
                             where w.pid = me and not w.granted)
                        then 'it only waits in front of us'
                        when not pg_has_role(b.usesysid, 'usage') and not pg_has_role('pg_signal_backend', 'usage')
                        then 'this user may not end it: grant pg_signal_backend to ' || quote_ident(session_user)
                        else '' end
            from (select ?::int as me) ours, unnest(pg_blocking_pids(me)) blocker
            left join pg_stat_activity b on b.pid = blocker
            left join pg_roles r on r.oid = b.usesysid""";

    /** Only as long as that very session is in the way of ours; a process number that was given anew is not hit. */
    private static final String END = """
            select pg_catalog.%s(a.pid) from pg_catalog.pg_stat_activity a
            where a.pid = ? and a.backend_start = ?::timestamptz and a.pid = any(pg_catalog.pg_blocking_pids(?))""";

    private static final int BEGINNING = 60;

    private Blockers() {}

    /** @param session which looks */
    static List<Blocker> of(Session session, int pid) throws SQLException {
        List<Blocker> all = new ArrayList<>();
        try (PreparedStatement asking = session.connection().prepareStatement(SEEN)) {
            asking.setInt(1, pid);
            try (ResultSet row = asking.executeQuery()) {
                while (row.next()) {
                    all.add(one(row));
                }
            }
        }
        return all;
    }

    private static Blocker one(ResultSet row) throws SQLException {
        String since = row.getString(8);
        return new Blocker(row.getInt(1), since == null ? "" : since, told(row), row.getString(9));
    }

    private static String told(ResultSet row) throws SQLException {
        if (row.getInt(1) == 0) {
            return "a prepared transaction (see pg_prepared_xacts)";
        }
        List<String> parts = new ArrayList<>();
        add(parts, "", row.getString(2));
        add(parts, "user ", row.getString(3));
        String age = row.getString(5) == null ? "" : " for " + row.getString(5);
        add(parts, "", row.getString(4) == null ? null : row.getString(4) + age);
        String query = beginning(row.getString(7));
        add(parts, "last statement ", row.getString(6) == null ? null : row.getString(6) + " ago" + query);
        return "pid " + row.getInt(1) + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")");
    }

    private static void add(List<String> parts, String before, @Nullable String what) {
        if (what != null && !what.isEmpty()) {
            parts.add(before + what);
        }
    }

    /** How a statement begins; what stands in quotes in it is somebody's data. */
    private static String beginning(@Nullable String query) {
        if (query == null || query.isBlank()) {
            return "";
        }
        String plain =
                query.replaceAll("'[^']*('|$)", "'…'").replaceAll("\\s+", " ").strip();
        return ": " + (plain.length() > BEGINNING ? plain.substring(0, BEGINNING) + "…" : plain);
    }

    /**
     * Ends one session: first its statement, and where that does not help, itself.
     *
     * @param blocked the process of ours that waits for it
     * @return whether there was such a session
     */
    static boolean end(Session session, Blocker blocker, int blocked, boolean gently) throws SQLException {
        String sql = String.format(END, gently ? "pg_cancel_backend" : "pg_terminate_backend");
        try (PreparedStatement ending = session.connection().prepareStatement(sql)) {
            ending.setInt(1, blocker.pid());
            ending.setString(2, blocker.since());
            ending.setInt(3, blocked);
            try (ResultSet row = ending.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** How long a session has to let go after its statement was cancelled. */
    static final long GENTLE = TimeUnit.SECONDS.toNanos(1);
}
