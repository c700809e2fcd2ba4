package dev.handrail.backup;

import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Swap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whose sessions are in a database: nobody's is ended who was not shown, and only with consent. */
final class Occupants {
    private static final String SESSIONS = """
            select coalesce(usename, '') as who, coalesce(nullif(application_name, ''), 'no name') as program,
                   pg_catalog.count(*) as sessions
            from pg_catalog.pg_stat_activity
            where datname = pg_catalog.current_database() and pid <> pg_catalog.pg_backend_pid()
              and backend_type = 'client backend' and application_name not like 'handrail/%'
            group by 1, 2 order by 3 desc, 1, 2""";

    private Occupants() {}

    /** The consent to end them; none where there is nobody. */
    static List<Consent> consents(Database seen) {
        List<Map<String, Object>> sessions = seen.catalog(SESSIONS, Map.of());
        if (sessions.isEmpty()) {
            return List.of();
        }
        String who = sessions.stream()
                .map(row -> row.get("sessions") + " of " + row.get("who") + " (" + row.get("program") + ")")
                .collect(Collectors.joining(", "));
        return List.of(new Consent(
                Swap.CONSENT, "end every session in " + seen.name() + ", those that come meanwhile too: now " + who));
    }
}
