package dev.handrail.text;

import dev.handrail.problem.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL as the author wrote it in place or in a file: literal text with values that are bound, or quoted where
 * PostgreSQL can't bind. Nothing computed ever becomes SQL text.
 */
public final class SqlText {
    private final List<Piece> pieces;
    private final Position position;
    /** Read once: a check's query is shown, sent and put on record. */
    private volatile @Nullable List<Statement> read;

    public SqlText(List<Piece> pieces, Position position) {
        this.pieces = List.copyOf(pieces);
        this.position = position;
    }

    public List<Piece> pieces() {
        return pieces;
    }

    public Position position() {
        return position;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SqlText sql && pieces.equals(sql.pieces) && position.equals(sql.position);
    }

    @Override
    public int hashCode() {
        return 31 * pieces.hashCode() + position.hashCode();
    }

    @Override
    public String toString() {
        return "SqlText[pieces=" + pieces + ", position=" + position + "]";
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
        List<Statement> known = read;
        if (known == null) {
            known = pieces.size() == 1 && pieces.get(0) instanceof Known all
                    ? all.statements()
                    : List.copyOf(new StatementReader(this).read());
            read = known;
        }
        return known;
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
