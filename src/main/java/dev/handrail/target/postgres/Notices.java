package dev.handrail.target.postgres;

import dev.handrail.runbook.Execution;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/** What a server says meanwhile: the first lines are passed on, a flood is counted and not kept. */
final class Notices {
    private static final int MOST = 200;
    /** What is put on record of them, with the statement's end. */
    private static final int KEPT = 50;

    private static final int LONGEST = 500;

    private final Execution execution;
    private @Nullable SQLWarning last;
    private int taken;
    private long dropped;
    private long all;
    private final List<String> kept = new ArrayList<>();

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
        String line = line(warning);
        all++;
        if (kept.size() < KEPT) {
            kept.add(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
        }
        if (taken < MOST) {
            taken++;
            execution.said(line);
        } else {
            dropped++;
        }
    }

    private static String line(SQLWarning warning) {
        ServerErrorMessage said = warning instanceof PSQLWarning w ? w.getServerErrorMessage() : null;
        boolean warns =
                said != null && "01".equals(String.valueOf(said.getSQLState()).substring(0, 2));
        return (warns ? "warning: " : "") + String.valueOf(warning.getMessage()).strip();
    }

    /** The first lines of all statements, and how many more there were. */
    synchronized List<String> kept() {
        List<String> lines = new ArrayList<>(kept);
        if (all > kept.size()) {
            lines.add("… and " + (all - kept.size()) + " more");
        }
        return lines;
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
