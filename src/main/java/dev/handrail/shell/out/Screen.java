package dev.handrail.shell.out;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import dev.handrail.run.Watcher;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Progress;
import dev.handrail.runbook.Step;
import dev.handrail.shell.out.Line.Look;
import dev.handrail.text.Durations;
import dev.handrail.text.RowTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A run as it goes on, for a person: a line for each step that ends, and meanwhile how far it is. */
public final class Screen implements Watcher {
    private static final String INDENT = "        ";
    private static final int ID = 28;
    /** Place, state and time, with their gaps. */
    private static final int OTHERS = 28;

    private static final long DRAW_NANOS = 100_000_000L;
    private static final long TICK_NANOS = 900_000_000L;
    private static final long HEARTBEAT_NANOS = 30_000_000_000L;

    private final Console console;
    private final boolean redraws;
    private final IntSupplier width;
    private final LongSupplier nanos;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private @Nullable AtWork atWork;
    private @Nullable Duration expected;
    private String place = "";
    private String nothing = "";
    private final Map<String, String> standing = new HashMap<>();
    private boolean begun;
    private long begin;
    private long drawnAt;
    private long toldAt;

    /**
     * @param redraws whether a line can be drawn over; else progress is a line every half minute
     * @param nanos monotonic time
     */
    public Screen(Console console, boolean redraws, IntSupplier width, LongSupplier nanos) {
        this.console = console;
        this.redraws = redraws;
        this.width = width;
        this.nanos = nanos;
    }

    @Override
    public synchronized void comesUp(Step step, String phase, int number, int total) {
        nothing = "";
        atWork = null;
        expected = null;
        begun = false;
        String of = String.valueOf(total);
        place = "["
                + " ".repeat(Math.max(0, of.length() - String.valueOf(number).length())) + number + "/" + of + "] ";
        counts.clear();
        standing.clear();
    }

    @Override
    public synchronized void expects(Step step, Duration time) {
        expected = time;
    }

    @Override
    public synchronized void performs(Step step, Effect effect) {
        long now = nanos.getAsLong();
        if (!begun) {
            begun = true;
            begin = now;
            toldAt = now;
        }
        atWork = new AtWork(place + step.id(), effect, expected, begin);
        draw(now);
    }

    @Override
    public synchronized void progress(Step step, Progress progress) {
        AtWork work = atWork;
        if (work != null) {
            work.progress(progress, nanos.getAsLong());
            show(DRAW_NANOS);
        }
    }

    /** Called each second by the clock. */
    synchronized void tick() {
        show(TICK_NANOS);
    }

    private void show(long pause) {
        long now = nanos.getAsLong();
        if (atWork != null && redraws && now - drawnAt >= pause) {
            draw(now);
        } else if (atWork != null && !redraws && now - toldAt >= HEARTBEAT_NANOS) {
            console.say(atWork.line(now, Integer.MAX_VALUE));
            toldAt = now;
        }
    }

    @Override
    public synchronized void said(Step step, String line) {
        say(new Line().dim(INDENT + "| " + line));
    }

    @Override
    public synchronized void goesBack(List<String> overview) {
        if (overview.isEmpty()) {
            return;
        }
        console.say(Line.of("Going back, newest first:", Look.BOLD));
        overview.forEach(line -> say(Line.of("  " + line)));
    }

    @Override
    public synchronized void stays(Step step, String why) {
        console.say(new Line()
                .add(place)
                .column(step.id(), idColumn(), Look.BOLD)
                .column("stays", 11, Look.WARN)
                .add(why));
    }

    /** Narrower where state and time would not stand on the same line. */
    private int idColumn() {
        return Math.max(12, Math.min(ID, width.getAsInt() - OTHERS));
    }

    /** Broken at blanks where a person reads it; a log is searched line by line. */
    private void say(Line line) {
        if (redraws) {
            console.say(line, width.getAsInt());
        } else {
            console.say(line);
        }
    }

    private void draw(long now) {
        AtWork work = atWork;
        if (redraws && work != null) {
            int room = width.getAsInt() - 1;
            console.over(Table.cut(Console.line(work.line(now, room)), room));
            drawnAt = now;
        }
    }

    @Override
    public synchronized void recorded(Entry entry) {
        Event event = entry.event();
        if (event instanceof Event.EffectFinished effect) {
            atWork = null;
            if (effect.counts() != null) {
                effect.counts().forEach((unit, count) -> counts.merge(unit, count, Long::sum));
            }
        } else if (event instanceof Event.StepPlanned planned) {
            String why = planned.nothing();
            nothing = why == null || why.equals(Plan.ONLY_CHECKS) ? "" : "nothing to do: " + why;
        } else if (event instanceof Event.CheckJudged check) {
            judged(check);
        } else if (event instanceof Event.StepFinished finished) {
            finished(finished);
        } else if (event instanceof Event.NoteTaken note) {
            console.say(INDENT + "note by " + note.by() + ": " + note.text());
        } else if (event instanceof Event.MirrorFailed failed) {
            console.say("warning: the journal's mirror " + failed.place() + " does not keep up: " + failed.why());
        } else if (event instanceof Event.EffectReconciled found) {
            console.say(INDENT + "established: " + found.step() + " " + found.verdict() + ", " + found.evidence());
        }
    }

    private void judged(Event.CheckJudged check) {
        String earlier = standing.put(check.role() + " " + check.check(), check.verdict());
        if (check.verdict().equals("pass")) {
            if (check.role().equals("monitor") && earlier != null && !earlier.equals("pass")) {
                console.say(INDENT + "holds again  " + check.check() + ": " + check.seen());
            }
            return;
        }
        boolean warn = check.verdict().equals("warn");
        if (check.role().equals("when") || (check.role().equals("require") && redraws)) {
            return;
        }
        String told = "  " + check.check() + ": " + check.seen() + expected(check);
        say(Line.of(INDENT)
                .add(warn ? "warning" : "does not hold", warn ? Look.WARN : Look.BAD)
                .add(redraws ? told.replaceAll("\\s*\\R\\s*", "; ") : told));
        rows(check);
    }

    /** Where what was seen says it already, it is not said again. */
    private static String expected(Event.CheckJudged check) {
        if (check.seen().contains(", expected ")) {
            return "";
        }
        return check.expected().contains("warns ") ? "; " + check.expected() : "; expected " + check.expected();
    }

    private void rows(Event.CheckJudged check) {
        if (check.rows() != null) {
            int room = Math.max(40, width.getAsInt() - INDENT.length() - 1);
            new RowTable(check.rows(), check.rowCount())
                    .lines(room, console.redactor()::redact)
                    .forEach(line -> console.say(new Line().dim(INDENT + line)));
        }
    }

    private void finished(Event.StepFinished finished) {
        String state =
                finished.state().equals("done") && finished.phase().equals("remedy") ? "remedied" : finished.state();
        String amounts = counts.isEmpty() ? nothing : Amounts.of(counts);
        long checks = standing.values().stream().filter("pass"::equals).count();
        String held = checks == 0 ? "" : checks == 1 ? "1 check holds" : checks + " checks hold";
        String details = amounts + (amounts.isEmpty() || held.isEmpty() ? "" : ", ") + held;
        Line line = new Line()
                .add(place)
                .column(finished.step(), idColumn(), Look.BOLD)
                .column(state, 11, look(finished.state()));
        boolean asked = redraws && List.of("failed", "stopped", "unknown").contains(finished.state());
        boolean told = finished.why() != null && !finished.state().equals("done") && !asked;
        String rest = details + (told && !details.isEmpty() ? "  " : "") + (told ? finished.why() : "");
        String took = Durations.show(Duration.ofMillis(finished.ms()));
        say(rest.isEmpty() ? line.add(took) : line.column(took, 6, Look.PLAIN).add(rest));
        counts.clear();
        standing.clear();
    }

    private static Look look(String state) {
        return switch (state) {
            case "done", "rolled-back" -> Look.GOOD;
            case "failed", "unknown" -> Look.BAD;
            default -> Look.WARN;
        };
    }
}
