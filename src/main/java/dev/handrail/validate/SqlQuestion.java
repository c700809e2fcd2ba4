package dev.handrail.validate;

import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Speaking;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.text.SqlText;
import dev.handrail.text.Text;
import java.util.List;

/** {@code sql '…'}: any query, in a read-only transaction. */
public record SqlQuestion(String database, SqlText sql) implements Question, Speaking {
    @Override
    public String show() {
        return sql.single().shown();
    }

    @Override
    public TargetRef target() {
        return TargetRef.database(database);
    }

    @Override
    public List<Text.Captured> awaits() {
        return Awaited.by(sql.values());
    }

    @Override
    public List<Said> says(Targets targets) {
        return Speaking.all(database, sql.statements());
    }

    @Override
    public Reading ask(Targets targets) {
        return targets.database(database).ask(sql.single(), targets.values());
    }
}
