package dev.handrail.validate;

import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.text.SqlText;

/** {@code sql '…'}: any query, in a read-only transaction. */
public record SqlQuestion(String database, SqlText sql) implements Question {
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
