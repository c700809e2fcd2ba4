package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Swap;
import dev.handrail.target.postgres.Maintenance;
import java.util.List;
import java.util.stream.Collectors;

/** Others' sessions in two databases whose names change. */
final class Occupants {
    private static final int MOST = 10;

    private Occupants() {}

    /** @throws Problem exit 4 where there is one: it came after the question, or nobody agreed to end it */
    static void mustBeNone(Maintenance server, Swap swap) {
        List<String> there = server.rows("""
                        select datname || ': ' || coalesce(usename, '') || ', ' || application_name || ', pid ' || pid as who
                        from pg_catalog.pg_stat_activity
                        where datname in (?, ?) and backend_type = 'client backend'
                          and application_name not like 'handrail/%' order by backend_start""", swap.name(), swap.fresh()).stream()
                .map(row -> String.valueOf(row.get("who")))
                .toList();
        if (!there.isEmpty()) {
            throw new Problem(
                    ExitCode.UNDECIDED,
                    "there are sessions in the database whose name changes, and nobody agreed to end them",
                    "",
                    there.stream().limit(MOST).collect(Collectors.joining("\n")),
                    "retry, and agree when it is asked; headless: --consent STEP=" + Swap.CONSENT);
        }
    }
}
