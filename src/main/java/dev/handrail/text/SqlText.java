package dev.handrail.text;

import dev.handrail.problem.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * SQL as the author wrote it in place or in a file: literal text with values that are bound, or quoted where
 * PostgreSQL can't bind. Nothing computed ever becomes SQL text.
 */
public record SqlText(List<Piece> pieces, Position position) {
    public SqlText {
        pieces = List.copyOf(pieces);
    }

    /** A part of the SQL. */
    public sealed interface Piece {}

    /** Text exactly as written. */
    public record Raw(String text) implements Piece {}

    /** {@code ${x}}: sent beside the text as a parameter; the server decides its type. */
    public record Bound(Text value) implements Piece {}

    /** {@code ${name(x)}}: an identifier, quoted. */
    public record Identifier(String name) implements Piece {}

    /** {@code ${literal(x)}}: a quoted literal, for DDL. */
    public record Quoted(String value) implements Piece {}

    /** Statements and comments that were read before, from files that may have included others. */
    public record Known(List<Statement> statements, List<Comment> comments) implements Piece {
        public Known {
            statements = List.copyOf(statements);
            comments = List.copyOf(comments);
        }
    }

    public static SqlText read(List<Statement> statements, List<Comment> comments, Position position) {
        return new SqlText(List.of(new Known(statements, comments)), position);
    }

    public static SqlText of(String text, Position position) {
        return new SqlText(List.of(new Raw(text)), position);
    }

    /**
     * The statements of this text, each with its position.
     *
     * @throws dev.handrail.problem.Problem exit 2, with the position, where a quote or comment does not end or a value
     *     stands inside one
     */
    public List<Statement> statements() {
        return pieces.size() == 1 && pieces.get(0) instanceof Known known
                ? known.statements()
                : new StatementReader(this).read();
    }

    /** Exactly one statement, as questions and queries need. */
    public Statement single() {
        List<Statement> all = statements();
        if (all.size() != 1) {
            throw SqlProblem.at(
                    position, "one statement is expected here and " + all.size() + " were found", "", "keep one");
        }
        if (all.get(0).manner() != Manner.SENT) {
            throw SqlProblem.at(
                    all.get(0).position(),
                    "a plain statement is expected here",
                    "",
                    "keep COPY and psql's commands out of it");
        }
        return all.get(0);
    }

    public List<Text> values() {
        List<Text> values = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Bound bound) {
                values.add(bound.value());
            }
        }
        return values;
    }
}
