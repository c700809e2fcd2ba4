package dev.handrail.text;

import dev.handrail.problem.Position;
import java.util.List;

/**
 * One SQL statement.
 *
 * @param sql what is sent through JDBC: {@code ?} where a value is bound, {@code ??} for the operator of that name
 * @param shown what a person reads: the author's own text, values named
 * @param values what is bound, in order; known when their turn comes
 * @param position where the statement starts
 * @param nature what it can do, seen from its words alone
 */
public record Statement(String sql, String shown, List<Text> values, Position position, Nature nature) {
    public Statement {
        values = List.copyOf(values);
    }

    /** What a statement can do. */
    public enum Nature {
        /** SELECT, SHOW, VALUES and the like. */
        READS,
        CHANGES,
        /** DROP, TRUNCATE, UPDATE or DELETE without WHERE. */
        DESTROYS,
        /** BEGIN, COMMIT, ROLLBACK: transactions are handrail's own. */
        CONTROLS_TRANSACTION,
        /** CREATE INDEX CONCURRENTLY, VACUUM and what else refuses a transaction block; changes. */
        OUTSIDE_TRANSACTION,
        /** DROP DATABASE, DROP INDEX CONCURRENTLY: refuses a transaction block and destroys. */
        OUTSIDE_TRANSACTION_DESTROYS;

        public boolean outside() {
            return this == OUTSIDE_TRANSACTION || this == OUTSIDE_TRANSACTION_DESTROYS;
        }

        public boolean destroys() {
            return this == DESTROYS || this == OUTSIDE_TRANSACTION_DESTROYS;
        }
    }

    /** A statement of ours, with no values. */
    public static Statement ours(String sql) {
        return SqlText.of(sql, Position.NOWHERE).single();
    }

    /** A statement of ours with bound values: {@code ?} in {@code sql} stands for each. */
    public static Statement ours(String sql, Text... values) {
        String[] pieces = sql.split("\\?", -1);
        StringBuilder shown = new StringBuilder(pieces[0]);
        for (int i = 1; i < pieces.length; i++) {
            shown.append(Quoting.literal(values[i - 1].show())).append(pieces[i]);
        }
        return new Statement(sql, shown.toString(), List.of(values), Position.NOWHERE, Nature.CHANGES);
    }
}
