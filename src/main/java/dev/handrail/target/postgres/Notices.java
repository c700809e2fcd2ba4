package dev.handrail.target.postgres;

import dev.handrail.runbook.Execution;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What a server says meanwhile: the first lines are passed on, a flood is counted and not kept. */
final class Notices {
    private static final int MOST = 200;

    private final Execution execution;
    private @Nullable SQLWarning last;
    private int taken;
    private long dropped;

    Notices(Execution execution) {
        this.execution = execution;
    }

    /** Takes what came since the last time; called by the statement's thread and by the timer's. */
    synchronized void take(Statement statement) {
        try {
            SQLWarning next = last == null ? statement.getWarnings() : last.getNextWarning();
            for (; next != null; next = next.getNextWarning()) {
                last = next;
                tell(next);
            }
            if (taken >= MOST) {
                statement.clearWarnings(); // or a million of them would fill the memory
                last = null;
            }
        } catch (SQLException e) {
            last = null; // the statement is closed
        }
    }

    private void tell(SQLWarning warning) {
        if (taken < MOST) {
            taken++;
            execution.said(String.valueOf(warning.getMessage()).strip());
        } else {
            dropped++;
        }
    }

    /** At a statement's end: says how many were not passed on. */
    synchronized void rest() {
        if (dropped > 0) {
            execution.said("… and " + dropped + " more lines like these");
        }
        last = null;
        taken = 0;
        dropped = 0;
    }
}
