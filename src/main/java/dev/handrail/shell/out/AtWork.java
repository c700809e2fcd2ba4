package dev.handrail.shell.out;

import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Progress;
import dev.handrail.text.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a step is at, in one line: how far that is, for how long, and how long it should take. */
final class AtWork {
    private static final int LONGEST = 48;
    /** On a narrower screen the time is told without words. */
    private static final int NARROW = 50;
    /** Less of what it is at tells nothing. */
    private static final int LEAST = 8;

    private static final long SECOND = 1_000_000_000L;

    private final Meter meter = new Meter();
    private final String step;
    private final @Nullable Duration expected;
    private final long begin;
    private final String kind;
    /** How far it is, put into words when it is drawn: it may be told far oftener. */
    private @Nullable Progress progress;

    private long told;

    /**
     * @param step its place and id
     * @param expected by the plan's estimate; null: nobody knows
     * @param begin when the step began, monotonic nanoseconds
     */
    AtWork(String step, Effect effect, @Nullable Duration expected, long begin) {
        this.step = step;
        this.expected = expected;
        this.begin = begin;
        this.kind = effect.show().stream()
                .findFirst()
                .map(shown -> Table.cut(shown.strip().replaceAll("\\s+", " "), LONGEST))
                .orElse(effect.kind() + " on " + effect.target());
    }

    void progress(Progress progress, long at) {
        meter.note(progress, at);
        this.progress = progress;
        told = at;
    }

    /** What is waited for tells the time by itself. Where there is no room for all, the time stays. */
    String line(long at, int width) {
        Progress far = progress;
        String now = far == null ? kind : meter.line(far, told);
        boolean clocked = far != null && far.unit().equals("s");
        long seconds = (at - begin) / SECOND;
        if (clocked || seconds < 1) {
            return Table.cut(step + "  " + now, width);
        }
        boolean narrow = width < NARROW;
        String of = expected == null ? "" : (narrow ? " of " : " of about ") + Durations.show(expected);
        String time = (narrow ? "  " : "  at it for ") + Durations.show(Duration.ofSeconds(seconds)) + of;
        int room = width - step.length() - time.length() - 2;
        return Table.cut(step + (room < LEAST ? "" : "  " + Table.cut(now, room)) + time, width);
    }
}
