package dev.handrail.shell.show;

import dev.handrail.problem.Problem;
import dev.handrail.run.Planner.PlannedStep;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Line.Look;
import dev.handrail.shell.out.Table;
import dev.handrail.shell.person.QuestionText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A planned step in lines: a row of the table, and below it all that it would do. */
public final class PlanTable {
    private static final String INDENT = "      ";
    private static final int ID = 28;
    private static final int RISK = 8;

    private PlanTable() {}

    /** Its row in at most {@code width} columns; what follows is broken by who prints it. */
    public static List<Line> lines(PlannedStep step, int number, int width) {
        List<Line> lines = new ArrayList<>();
        lines.add(row(step, number, width));
        Plan plan = step.plan();
        if (step.problem() != null) {
            problem(lines, step.problem());
        } else if (plan.provisional() != null) {
            lines.add(Line.of(INDENT + "planned exactly when its turn comes: " + plan.provisional() + "; "
                    + step.risk().word() + " at most"));
        } else if (step.step().action() == null) {
            step.step().checks().forEach(check -> lines.add(Line.of(INDENT + QuestionText.check(check))));
        } else if (plan.effects().isEmpty()) {
            lines.add(Line.of(INDENT + (plan.nothing() == null ? "nothing to do" : plan.nothing())));
        }
        plan.effects().stream()
                .flatMap(effect -> effect.show().stream())
                .flatMap(String::lines)
                .forEach(line -> lines.add(Line.of(INDENT + line)));
        more(step).forEach(more -> lines.add(Line.of(INDENT + more, Look.DIM)));
        return lines;
    }

    private static Line row(PlannedStep step, int number, int width) {
        String place = String.format("%3d  ", number);
        boolean nothing = step.plan().isEmpty() && step.step().action() != null;
        String id = step.step().id();
        int column = Math.min(ID, Math.max(12, width - place.length() - RISK - 24));
        int room = width - place.length() - Math.max(column, id.length()) - RISK - 4;
        String title = Console.line(step.step().title());
        boolean says = room >= 10 && !id.endsWith(step.step().title());
        return Line.of(place)
                .column(id, column, Look.BOLD)
                .column(nothing ? "nothing" : step.risk().word(), RISK, look(step))
                .add(says ? Table.cut(title, room) : "");
    }

    private static List<String> more(PlannedStep step) {
        List<String> more = new ArrayList<>();
        step.plan()
                .hazards()
                .forEach(h -> more.add(
                        h.accepted() == null
                                ? "hazard " + h.code() + ": " + h.what() + "; safer: " + h.safeWay()
                                : "accepted " + h.code() + ": " + h.what() + "; " + h.accepted()));
        step.plan()
                .consents()
                .forEach(c ->
                        more.add((c.needed() ? "needs consent " : "asks for consent ") + c.kind() + ": " + c.what()));
        if (step.plan().estimate() != null) {
            more.add(step.plan().estimate().show());
        }
        step.plan().promises().forEach(promise -> more.add("if cut off: " + promise));
        step.plan().bounds().forEach(bounds -> more.add("bounds: " + bounds));
        if (works(step)) {
            more.add("rollback: " + step.wayBack());
        }
        return more;
    }

    /** True where something would be changed. */
    public static boolean works(PlannedStep step) {
        return !step.plan().isEmpty() && step.risk() != Risk.READS;
    }

    private static void problem(List<Line> lines, Problem problem) {
        lines.add(Line.of(INDENT).add("can't be planned: ", Look.BAD).add(problem.what()));
        if (!problem.why().isEmpty()) {
            lines.addAll(told("why", problem.why()));
        }
        lines.addAll(told("do", problem.remedy()));
    }

    /** A remedy may name several ways, each on a line of its own. */
    private static List<Line> told(String word, String text) {
        String blank = " ".repeat(word.length() + 2);
        List<String> all = text.lines().toList();
        return IntStream.range(0, all.size())
                .mapToObj(i -> Line.of(INDENT + (i == 0 ? word + ": " : blank) + all.get(i)))
                .toList();
    }

    private static Look look(PlannedStep step) {
        return switch (step.risk()) {
            case READS -> Look.GOOD;
            case CHANGES -> Look.WARN;
            case DESTROYS -> Look.ALARM;
        };
    }
}
