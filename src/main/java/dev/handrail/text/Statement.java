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
 * @param manner what is done with it
 * @param traces where the pieces of {@code shown} come from; none where it stands in the file as it is
 */
public record Statement(
        String sql,
        String shown,
        List<Text> values,
        Position position,
        Nature nature,
        Manner manner,
        List<Trace> traces) {
    public Statement {
        values = List.copyOf(values);
        traces = List.copyOf(traces);
    }

    public Statement(String sql, String shown, List<Text> values, Position position, Nature nature) {
        this(sql, shown, values, position, nature, Manner.SENT, List.of());
    }

    /**
     * A piece of a statement's text.
     *
     * @param offset where it starts in the text
     * @param asWritten true where the file has it letter by letter from {@code position} on; false where it is a value
     */
    public record Trace(int offset, Position position, boolean asWritten) {}

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

    /** The same statement with something else done with it. */
    public Statement with(Manner other, Nature can) {
        return new Statement(sql, shown, values, position, can, other, traces);
    }

    /** True where it is sent at all. */
    public boolean sent() {
        return !(manner instanceof Manner.Says);
    }

    /** What a person reads of it, line by line. */
    public List<String> lines() {
        return Shown.lines(this);
    }

    /** The single statements that it stands for: itself, several that are sent together, or those that its answer makes. */
    public List<String> parts() {
        return Shown.parts(this);
    }

    /** SHA-256 of what is sent, the rows of a COPY included. */
    public String digest() {
        String rows = manner instanceof Manner.Fed fed ? "\n" + fed.rows().digest() : "";
        return Sha256.hex(shown + rows);
    }

    /** The place in the file of a character of {@code shown}, counted from 0. */
    public Position at(int offset) {
        Trace last = new Trace(0, position, true);
        for (Trace trace : traces) {
            if (trace.offset() <= offset) {
                last = trace;
            }
        }
        int end = Math.min(offset, shown.length());
        return last.asWritten() ? last.position().after(shown.substring(last.offset(), end)) : last.position();
    }

    /** A statement of ours, with no values. */
    public static Statement ours(String sql) {
        Statement read = SqlText.of(sql, Position.NOWHERE).single();
        return new Statement(read.sql, read.shown, read.values, Position.NOWHERE, read.nature);
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
