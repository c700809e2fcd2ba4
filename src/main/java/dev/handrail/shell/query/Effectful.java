package dev.handrail.shell.query;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions that do something although their transaction only reads. */
final class Effectful {
    private static final Pattern CALL =
            Pattern.compile("(?i)\\b(pg_(terminate|cancel)_backend|pg_reload_conf|pg_promote"
                    + "|pg_rotate_logfile|pg_switch_wal|pg_create_restore_point|pg_(start|stop)_backup|pg_backup_(start|stop)"
                    + "|pg_wal_replay_(pause|resume)|pg_(drop|create|copy|sync)_\\w*replication_slots?\\w*"
                    + "|pg_create_(logical|physical)_replication_slot|pg_replication_slot_advance"
                    + "|pg_replication_origin_\\w+|pg_logical_slot_get_\\w+|pg_logical_emit_message|pg_stat_reset\\w*"
                    + "|pg_stat_statements_reset|pg_file_\\w+|pg_log_backend_memory_contexts|pg_(try_)?advisory_\\w*lock\\w*"
                    + "|lo_(export|import|create|unlink)|dblink\\w*)\\s*\\(");

    private Effectful() {}

    /** The first of them that {@code sql} calls. */
    static Optional<String> in(String sql) {
        Matcher call = CALL.matcher(sql);
        return call.find() ? Optional.of(call.group(1)) : Optional.empty();
    }
}
