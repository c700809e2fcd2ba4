package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.index.ConstraintAction;
import dev.handrail.index.ConstraintAction.Kind;
import dev.handrail.runbook.Action;
import java.util.List;
import java.util.Map;

/** The action {@code constraint}. */
final class ConstraintMeaning {
    private static final Map<String, Kind> KINDS = Map.of(
            "notNull", Kind.NOT_NULL,
            "check", Kind.CHECK,
            "foreignKey", Kind.FOREIGN_KEY,
            "unique", Kind.UNIQUE,
            "primaryKey", Kind.PRIMARY_KEY);

    private ConstraintMeaning() {}

    static Action of(Call call, Scope scope) {
        Options options = new Options(scope.reading(), call);
        List<Call> said =
                call.said().stream().filter(c -> KINDS.containsKey(c.word())).toList();
        if (said.isEmpty()) {
            options.missing("'constraint' says no constraint", "add: notNull 'column', or check 'name', 'condition'");
        } else if (said.size() > 1) {
            scope.reading()
                    .mistake(
                            Code.TWICE,
                            "'constraint' does one thing",
                            said.get(1).site().word(),
                            "give the second a step of its own");
        }
        String table = options.neededTable("table 'users'");
        Kind kind = said.isEmpty() ? Kind.NOT_NULL : KINDS.get(said.get(0).word());
        return new ConstraintAction(
                scope.database(call.site().word()),
                table,
                kind,
                said.isEmpty() ? "?" : Args.plain(scope.reading(), said.get(0), 0),
                kind == Kind.NOT_NULL ? "" : SqlMeaning.fragment(scope.reading(), said.get(0), 1),
                options.envelope());
    }
}
