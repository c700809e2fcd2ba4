package dev.handrail.index;

import dev.handrail.runbook.Blocker;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Database;
import dev.handrail.text.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who would be in the way of a strong lock on a table just now. */
final class InTheWay {
    /** Shorter transactions are over before anybody has read their names. */
    private static final String SQL = """
            select distinct 'pid ' || a.pid || ' (' || coalesce(nullif(a.application_name, '') || ', ', '') || 'user '
                   || a.usename || ', ' || coalesce(a.state, '?') || ' for '
                   || pg_catalog.date_trunc('second', pg_catalog.clock_timestamp() - a.xact_start) || ')' as who
            from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a on a.pid = l.pid
            where l.relation = pg_catalog.to_regclass(:table) and l.granted and a.backend_type = 'client backend'
              and a.pid <> pg_catalog.pg_backend_pid()
              and a.xact_start < pg_catalog.clock_timestamp() - cast('5 seconds' as interval) order by 1""";

    private InTheWay() {}

    /** The consent to end sessions, where there are any; without it the work is tried all the same. */
    static List<Consent> consents(Database seen, List<String> tables) {
        List<String> who = new ArrayList<>();
        for (String table : tables) {
            seen.catalog(SQL, Map.of("table", Quoting.qualified(table)))
                    .forEach(row -> who.add(String.valueOf(row.get("who"))));
        }
        return who.isEmpty()
                ? List.of()
                : List.of(new Consent(
                        Blocker.CONSENT,
                        "end sessions that block this step; now in the way: "
                                + who.stream().distinct().collect(Collectors.joining("; ")),
                        false));
    }
}
