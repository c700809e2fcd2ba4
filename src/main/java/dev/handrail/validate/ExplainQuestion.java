package dev.handrail.validate;

import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.text.SqlText;

/** {@code explain('…')}: the plan; with {@code times} over 0 also measured. Facts {@code indexes}, {@code cost}, {@code ms} as a list of milliseconds. */
public record ExplainQuestion(String database, SqlText sql, int times) implements Question {
    @Override
    public String show() {
        throw new IllegalStateException("not written");
    }

    @Override
    public TargetRef target() {
        return TargetRef.database(database);
    }

    @Override
    public Reading ask(Targets targets) {
        throw new IllegalStateException("not written");
    }
}
