package dev.handrail.sql;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import dev.handrail.text.Statement.Nature;
import java.util.List;

/** Whether statements can run as they are asked to: in one transaction, or each outside of any. */
final class Fitness {
    private static final int LONGEST_QUOTE = 80;

    private Fitness() {}

    static void check(SqlText sql, boolean outside) {
        List<Statement> statements = sql.statements();
        if (statements.stream().noneMatch(Statement::sent)) {
            throw new Problem(
                    ExitCode.WRONG,
                    "there is no statement here",
                    sql.position().toString(),
                    "only blanks and comments were found",
                    "write a statement, or remove the action");
        }
        for (Statement statement : statements) {
            if (statement.nature() == Nature.CONTROLS_TRANSACTION) {
                throw refused(
                        statement,
                        "a statement that begins or ends a transaction can't be used here",
                        outside
                                ? "each statement runs on its own here"
                                : "handrail runs all statements in one transaction",
                        "remove it; what must be committed apart goes into a step of its own");
            }
            if (statement.nature().outside() && !outside) {
                throw refused(
                        statement,
                        "this statement can't run in a transaction",
                        "PostgreSQL refuses it there, and the statements of sql run in one",
                        "add outsideTransaction() to this sql, best with this statement alone in a step of its own");
            }
        }
    }

    private static Problem refused(Statement statement, String what, String why, String remedy) {
        String line = statement.shown().lines().findFirst().orElse("");
        String quote = line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line;
        return new Problem(ExitCode.WRONG, what, statement.position() + "\n" + quote, why, remedy);
    }
}
