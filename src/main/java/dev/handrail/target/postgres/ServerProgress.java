package dev.handrail.target.postgres;

import dev.handrail.runbook.Progress;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far the server says that a session's statement is, where it keeps count of that. */
final class ServerProgress {
    private static final String INDEX = """
            select 'index: ' || phase, case when phase like '%waiting%' then lockers_done
                     when tuples_total > 0 then tuples_done else blocks_done end,
                   case when phase like '%waiting%' then lockers_total
                     when tuples_total > 0 then tuples_total else blocks_total end,
                   case when phase like '%waiting%' then 'transactions' when tuples_total > 0 then 'rows' else 'blocks' end,
                   case when partitions_total > 0
                        then partitions_done || ' of ' || partitions_total || ' partitions' else '' end
            from pg_stat_progress_create_index where pid = ?""";
    private static final String VACUUM = """
            select 'vacuum: ' || phase,
                   case phase when 'vacuuming heap' then heap_blks_vacuumed else heap_blks_scanned end,
                   heap_blks_total, 'blocks', ''
            from pg_stat_progress_vacuum where pid = ?""";
    private static final String CLUSTER = """
            select lower(command) || ': ' || phase,
                   case when heap_blks_total > 0 then heap_blks_scanned else heap_tuples_written end,
                   heap_blks_total, case when heap_blks_total > 0 then 'blocks' else 'rows' end, ''
            from pg_stat_progress_cluster where pid = ?""";
    private static final String ANALYZE = """
            select 'analyze: ' || phase, sample_blks_scanned, sample_blks_total, 'blocks', ''
            from pg_stat_progress_analyze where pid = ?""";
    private static final String COPY = """
            select 'copy', case when bytes_total > 0 then bytes_processed else tuples_processed end, bytes_total,
                   case when bytes_total > 0 then 'bytes' else 'rows' end, ''
            from pg_stat_progress_copy where pid = ?""";

    private static final int WITH_COPY = 140_000;

    private ServerProgress() {}

    /** @param session which looks */
    static Optional<Progress> of(Session session, int pid) throws SQLException {
        List<String> views = new ArrayList<>(List.of(INDEX, VACUUM, CLUSTER, ANALYZE));
        if (session.version() >= WITH_COPY) {
            views.add(COPY);
        }
        try (PreparedStatement asking = session.connection().prepareStatement(String.join("\nunion all\n", views))) {
            for (int i = 1; i <= views.size(); i++) {
                asking.setInt(i, pid);
            }
            try (ResultSet row = asking.executeQuery()) {
                return row.next()
                        ? Optional.of(new Progress(
                                row.getLong(2), row.getLong(3), row.getString(4), row.getString(1), row.getString(5)))
                        : Optional.empty();
            }
        }
    }
}
