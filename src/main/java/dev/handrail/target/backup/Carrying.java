package dev.handrail.target.backup;

import dev.handrail.target.postgres.Login;
import dev.handrail.target.postgres.Maintenance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what handrail knows of open runs over into another database: a dump leaves those rows out. */
record Carrying(Login from, Login to) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    void carry() {
        try (Maintenance old = Maintenance.open(from, "carry", PATIENCE);
                Maintenance fresh = Maintenance.open(to, "carry", PATIENCE)) {
            if (!anchored(old)) {
                return;
            }
            fresh.anchor();
            fresh.atomically(() -> {
                for (Map<String, @Nullable Object> row : rows(old, "handrail.run")) {
                    fresh.execute("""
                            insert into handrail.run select * from pg_catalog.json_populate_record(
                            null::handrail.run, ?::json) on conflict do nothing""", String.valueOf(row.get("j")));
                }
                for (Map<String, @Nullable Object> row : rows(old, "handrail.marker")) {
                    fresh.execute("""
                            insert into handrail.marker select * from pg_catalog.json_populate_record(
                            null::handrail.marker, ?::json) on conflict do nothing""", String.valueOf(row.get("j")));
                }
            });
        }
    }

    private static List<Map<String, @Nullable Object>> rows(Maintenance session, String table) {
        return session.rows("select pg_catalog.row_to_json(t)::text as j from " + table + " t");
    }

    private static boolean anchored(Maintenance session) {
        return session.value("select 1 from pg_catalog.pg_namespace where nspname = 'handrail'")
                .isPresent();
    }
}
