package dev.handrail.shell.session;

import dev.handrail.journal.RunState;
import dev.handrail.journal.Runs;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Open runs within their maintenance window, the one that is over first ahead. */
public record InMaintenance(List<Runs.Run> runs) {
    public static InMaintenance of(List<Runs.Run> open) {
        return new InMaintenance(open.stream()
                .filter(run -> run.state().windowOpenedAt().isPresent())
                .sorted(Comparator.comparing(run -> run.state().windowUntil().orElse(Instant.MAX)))
                .toList());
    }

    public boolean none() {
        return runs.isEmpty();
    }

    /**
     * The first one's clock.
     *
     * @param environment the one that need not be named
     * @return empty where there is none
     */
    public String shown(String environment, Instant now) {
        if (none()) {
            return "";
        }
        RunState state = runs.get(0).state();
        String where = state.started().environment();
        String more = runs.size() == 1 ? "" : "; " + (runs.size() - 1) + " more";
        return (where.equals(environment) ? "" : where + " in ") + "MAINTENANCE " + clock(state, now) + more;
    }

    /** For how long the site has been in maintenance, and what is left of it: {@code 12m, 18m left}. */
    static String clock(RunState state, Instant now) {
        Instant opened = state.windowOpenedAt().orElse(now);
        return whole(opened, now)
                + state.windowUntil()
                        .map(until -> ", "
                                + (until.isBefore(now) ? whole(until, now) + " OVER" : whole(now, until) + " left"))
                        .orElse("");
    }

    /** A clock that was set back makes none of them negative. */
    private static String whole(Instant from, Instant to) {
        return Durations.whole(Duration.between(from, to));
    }
}
