package dev.handrail.report;

import dev.handrail.report.RunReport.DecisionReport;
import dev.handrail.report.RunReport.StepReport;
import java.util.ArrayList;
import java.util.List;

/** Every decision, in its order; a plain yes to many steps in a row is one row. */
final class DecisionRows {
    private static final int FEW = 3;

    private final List<List<Piece>> rows = new ArrayList<>();
    private final List<Taken> alike = new ArrayList<>();

    private record Taken(String step, DecisionReport decision) {
        boolean plain() {
            return decision.decision().equals("yes")
                    && decision.phase().equals("forward")
                    && decision.reason().isEmpty();
        }

        boolean like(Taken other) {
            return plain() && other.plain() && decision.by().equals(other.decision.by());
        }
    }

    private DecisionRows() {}

    static List<List<Piece>> of(List<StepReport> steps) {
        DecisionRows all = new DecisionRows();
        for (StepReport step : steps) {
            step.decisions().forEach(decision -> all.take(new Taken(step.id(), decision)));
        }
        all.together();
        return all.rows;
    }

    private void take(Taken taken) {
        if (!alike.isEmpty() && !alike.get(0).like(taken)) {
            together();
        }
        alike.add(taken);
    }

    private void together() {
        if (alike.size() > FEW) {
            Taken first = alike.get(0);
            Taken last = alike.get(alike.size() - 1);
            rows.add(row(
                    Head.moment(first.decision().at()) + " to "
                            + Head.moment(last.decision().at()),
                    Piece.plain(alike.size() + " steps, " + first.step() + " to " + last.step()),
                    first.decision()));
        } else {
            alike.forEach(one ->
                    rows.add(row(Head.moment(one.decision().at()), new Piece.StepId(one.step()), one.decision())));
        }
        alike.clear();
    }

    private static List<Piece> row(String when, Piece step, DecisionReport decision) {
        String phase = decision.phase().equals("forward") ? "" : decision.phase() + ": ";
        return List.of(
                Piece.plain(when),
                step,
                Piece.plain(phase + decision.decision()),
                Piece.plain(decision.by()),
                Piece.plain(decision.reason()));
    }
}
