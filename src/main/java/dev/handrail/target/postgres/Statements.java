package dev.handrail.target.postgres;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Statement;

/** What is looked at once more before statements are sent, whoever planned them. */
final class Statements {
    private Statements() {}

    /** @throws EffectFailure where a statement would end the transaction that proves the work */
    static void refuseTransactionWords(Sql sql) {
        for (Statement statement : sql.statements()) {
            if (statement.nature() == Statement.Nature.CONTROLS_TRANSACTION) {
                throw EffectFailure.failed(
                        "BEGIN, COMMIT and the like are handrail's own",
                        statement.position().toString(),
                        "the statements of a step run in one transaction, with the row that proves it",
                        "take the statement out, or split the step");
            }
        }
    }
}
