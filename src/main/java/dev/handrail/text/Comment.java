package dev.handrail.text;

import dev.handrail.problem.Position;
import java.util.ArrayList;
import java.util.List;

/** A comment in SQL text, with what begins it. */
public record Comment(String text, Position position) {
    /** Every comment, in the order in which they stand; none of what can't be read. */
    public static List<Comment> in(SqlText sql) {
        Position start = sql.position();
        Position here = start.line() == 0 ? new Position(start.file(), 1, 1) : start;
        List<Comment> found = new ArrayList<>();
        for (SqlText.Piece piece : sql.pieces()) {
            if (piece instanceof SqlText.Known known) {
                found.addAll(known.comments());
            } else if (piece instanceof SqlText.Raw raw) {
                here = raw(raw.text(), here, found);
            }
        }
        return found;
    }

    private static Position raw(String text, Position start, List<Comment> found) {
        Position here = start;
        int at = 0;
        while (at < text.length()) {
            Lexeme lexeme = Lexeme.at(text, at);
            if (lexeme.end() < 0) {
                return here;
            }
            String piece = text.substring(at, lexeme.end());
            if (lexeme.kind() == Lexeme.Kind.COMMENT) {
                found.add(new Comment(piece, here));
            }
            here = here.after(piece);
            at = lexeme.end();
        }
        return here;
    }
}
