package dev.handrail.shell.person;

import dev.handrail.run.Asked;
import dev.handrail.run.Judged;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Semantics;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Line.Look;
import dev.handrail.text.Durations;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A step's question in lines: where, at what risk, exactly what, and how it would be taken back. */
public final class QuestionText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final String INDENT = "        ";
    /** More lines of effects than these are folded until they are asked for. */
    private static final int FOLD = 14;
    /** So are more rows of the screen than these: what stands above them has to be seen as well. */
    private static final int ROWS = 20;

    private final Asked asked;
    private final boolean guarded;
    private final boolean all;
    private final LocalTime read;
    /** Columns of the screen that effects have. */
    private final int width;

    private final List<Line> lines = new ArrayList<>();

    private QuestionText(Asked asked, boolean guarded, boolean all, LocalTime read, int width) {
        this.width = Math.max(1, width - INDENT.length() - 2);
        this.asked = asked;
        this.guarded = guarded;
        this.all = all;
        this.read = read;
    }

    /**
     * @param guarded whether the environment is marked {@code protected}
     * @param all whether every line of the effects is shown
     * @param read when what is shown was looked at
     * @param width columns of the screen
     */
    static List<Line> of(Asked asked, boolean guarded, boolean all, LocalTime read, int width) {
        QuestionText text = new QuestionText(asked, guarded, all, read, width);
        text.head();
        text.requirements();
        text.effects();
        text.promises();
        text.dangers();
        text.rest();
        return text.lines;
    }

    private void head() {
        String place = place(asked.number(), asked.total());
        String phase = switch (asked.phase()) {
            case "rollback" -> "take back ";
            case "remedy" -> "remedy of ";
            default -> "";
        };
        lines.add(new Line());
        Line head = new Line().add(place + " ").bold(phase + asked.step().id());
        if (!asked.step().id().endsWith(asked.step().title())) {
            head.add("  " + asked.step().title());
        }
        lines.add(head);
        Line where = Line.of(INDENT);
        if (guarded) {
            where.add("PROTECTED ", Look.ALARM);
        }
        lines.add(where.add(asked.target()));
        Line risk = Line.of(INDENT).add(risk(asked.risk()), look(asked.risk()));
        if (asked.windowLeft() != null) {
            boolean over = asked.windowLeft().isNegative();
            risk.add("   maintenance window: ")
                    .add(
                            over
                                    ? Durations.show(asked.windowLeft().negated()) + " over"
                                    : Durations.show(asked.windowLeft()) + " left, until "
                                            + MINUTE.format(read.plus(asked.windowLeft())),
                            over ? Look.BAD : Look.BOLD);
        }
        lines.add(risk);
    }

    /** {@code [ 3/12]}: as wide for every step. */
    static String place(int number, int total) {
        String of = String.valueOf(total);
        return "[" + " ".repeat(Math.max(0, of.length() - String.valueOf(number).length())) + number + "/" + of + "]";
    }

    static String risk(Risk risk) {
        return switch (risk) {
            case READS -> "only reads";
            case CHANGES -> "changes data or structure";
            case DESTROYS -> "DESTROYS: what it takes away does not come back by itself";
        };
    }

    private static Look look(Risk risk) {
        return switch (risk) {
            case READS -> Look.GOOD;
            case CHANGES -> Look.WARN;
            case DESTROYS -> Look.ALARM;
        };
    }

    private void requirements() {
        for (Judged judged : asked.judged()) {
            Look look = switch (judged.verdict()) {
                case PASS -> Look.GOOD;
                case WARN -> Look.WARN;
                case FAIL -> Look.BAD;
            };
            lines.add(Line.of(INDENT + "requires " + judged.title() + ": ")
                    .add(judged.failed() ? "does NOT hold" : judged.verdict().word(), look)
                    .add("  " + judged.seen() + (judged.failed() ? ", expected " + judged.expected() : "")));
        }
    }

    private void effects() {
        Plan plan = asked.plan();
        if (plan.effects().isEmpty()) {
            if (asked.step().action() != null) {
                lines.add(Line.of(INDENT + Objects.requireNonNullElse(plan.nothing(), "nothing to do")));
            }
            if (!asked.step().checks().isEmpty()) {
                lines.add(Line.of(INDENT
                        + "asks, and changes nothing: what a database is asked runs in a read-only transaction"));
            }
            asked.step().checks().forEach(check -> lines.add(Line.of(INDENT + "  " + check(check))));
            return;
        }
        List<Line> shown = new ArrayList<>();
        asked.shown().stream().flatMap(String::lines).forEach(text -> shown.add(Line.of(INDENT + "  " + text)));
        lines.add(Line.of(INDENT + "will"));
        int first = all ? shown.size() : seen(shown);
        lines.addAll(shown.subList(0, first));
        if (first < shown.size()) {
            lines.add(Line.of(INDENT + "  ... " + (shown.size() - first) + " more lines: e shows all of them"));
        }
    }

    /** How many lines are shown at first: never one less than all. */
    private int seen(List<Line> shown) {
        int rows = 0;
        int first = 0;
        while (first < shown.size() && first < FOLD && rows < ROWS) {
            rows += 1 + shown.get(first).toString().strip().length() / width;
            first++;
        }
        return first >= shown.size() - 1 ? shown.size() : first;
    }

    /** A check on one line: what is asked, and what is expected. */
    public static String check(Check check) {
        return check.title() + ": " + Console.line(check.question().show().replaceAll("\\s+", " "))
                + check.answersShown();
    }

    /** Work that nothing proves is told at once, other work where all is asked for. */
    private void promises() {
        boolean once = asked.plan().effects().stream().anyMatch(e -> e.semantics() == Semantics.ONCE);
        if (all || once) {
            asked.plan().promises().forEach(p -> lines.add(Line.of(INDENT + "if cut off: " + p)));
        }
        if (all) {
            asked.plan().bounds().forEach(b -> lines.add(Line.of(INDENT + "bounds: " + b)));
        }
    }

    private void dangers() {
        for (Hazard hazard : asked.plan().hazards()) {
            if (hazard.accepted() != null) {
                lines.add(Line.of(INDENT)
                        .add("accepted " + hazard.code() + "  " + hazard.what() + "; " + hazard.accepted(), Look.DIM));
                continue;
            }
            lines.add(Line.of(INDENT).add("hazard " + hazard.code(), Look.WARN).add("  " + hazard.what()));
            lines.add(Line.of(INDENT + "  safer: " + hazard.safeWay()));
        }
        asked.plan()
                .consents()
                .forEach(c -> lines.add(Line.of(INDENT)
                        .add((c.needed() ? "needs consent " : "asks for consent ") + c.kind(), Look.WARN)
                        .add("  " + c.what())));
    }

    private void rest() {
        if (asked.plan().estimate() != null) {
            lines.add(Line.of(INDENT + asked.plan().estimate().show()));
        }
        if (asked.phase().equals("forward") && asked.risk() != Risk.READS) {
            lines.add(Line.of(INDENT + "rollback: " + asked.wayBack()));
        }
        if (asked.phase().equals("forward")) {
            asked.step().words().notes().stream()
                    .flatMap(note -> ("note: " + note).lines())
                    .forEach(line -> lines.add(Line.of(INDENT + line)));
            asked.step().words().announcements().forEach(a -> lines.add(Line.of(INDENT + "announces: " + a)));
        }
        lines.add(Line.of(INDENT + "as of " + TIME.format(read), Look.DIM));
    }
}
