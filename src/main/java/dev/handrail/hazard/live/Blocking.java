package dev.handrail.hazard.live;

import dev.handrail.hazard.schema.LockMode;
import dev.handrail.runbook.Blocker;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who would be in the way of locks on tables just now. */
public final class Blocking {
    /** Shorter transactions are over before anybody has read their names. */
    private static final String SQL = """
            select distinct 'pid ' || a.pid || ' (' || coalesce(nullif(a.application_name, '') || ', ', '') || 'user '
                   || a.usename || ', ' || coalesce(a.state, '?') || ' for '
                   || pg_catalog.date_trunc('second', pg_catalog.clock_timestamp() - a.xact_start) || ')' as who, l.mode
            from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a on a.pid = l.pid
            where (l.relation = pg_catalog.to_regclass(:table) or :tree and l.relation in
                    (select t.relid from pg_catalog.pg_partition_tree(pg_catalog.to_regclass(:table)) t))
              and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
              and l.granted and a.backend_type = 'client backend' and a.pid <> pg_catalog.pg_backend_pid()
              and a.xact_start < pg_catalog.clock_timestamp() - cast('5 seconds' as interval) order by 1""";

    private Blocking() {}

    /**
     * The consent to end sessions, where there are any; without it the work is tried all the same.
     *
     * @param wanted by table, as it is written in SQL: the lock that the work takes, or waits for others to give back
     */
    public static List<Consent> consents(Database seen, Map<String, LockMode> wanted) {
        return consents(seen, wanted, false);
    }

    /** @param tree the partitions of each table are meant as well */
    public static List<Consent> consents(Database seen, Map<String, LockMode> wanted, boolean tree) {
        List<String> who = new ArrayList<>();
        wanted.forEach((table, mode) ->
                seen.catalog(SQL, Map.of("table", Quoting.qualified(table), "tree", tree)).stream()
                        .filter(row -> LockMode.ofCatalog(String.valueOf(row.get("mode")))
                                .conflicts(mode))
                        .forEach(row -> who.add(String.valueOf(row.get("who")))));
        return agreeing(who);
    }

    /** @param who sessions as they are shown to people */
    public static List<Consent> agreeing(List<String> who) {
        return who.isEmpty()
                ? List.of()
                : List.of(new Consent(
                        Blocker.CONSENT,
                        "end sessions that block this step, those that come later too, but never another superuser's,"
                                + " the server's own or handrail's; now in the way: "
                                + who.stream().distinct().collect(Collectors.joining("; ")),
                        false));
    }
}
