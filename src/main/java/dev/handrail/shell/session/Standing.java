package dev.handrail.shell.session;

import dev.handrail.journal.Due;
import dev.handrail.journal.Journal;
import dev.handrail.journal.RunState;
import dev.handrail.journal.Runs;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** How a run stands, in words. */
public final class Standing {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private Standing() {}

    public static String of(Runs.Run run) {
        RunState state = run.state();
        if (Journal.isHeld(run.folder())) {
            return "at work now";
        }
        if (state.standing() == RunState.Standing.OPEN) {
            return "cut off: its process is gone; resume goes on";
        }
        return state.due().isEmpty() || run.open() ? state.ending() : state.ending() + "; later: " + due(state.due());
    }

    /** Which sections are due, and when. */
    public static String due(List<Due> due) {
        return due.stream().map(d -> d.section() + " from " + moment(d.at())).collect(Collectors.joining(", "));
    }

    /** In the time of this machine. */
    public static String moment(Instant at) {
        return MOMENT.format(at.atZone(ZoneId.systemDefault()));
    }
}
