package dev.handrail.text;

import dev.handrail.problem.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads SQL text into statements as psql would: a semicolon ends one, unless it stands in quotes, in a comment, in
 * parentheses or in the body of a routine.
 */
final class StatementReader {
    private final SqlText source;
    private final List<Statement> statements = new ArrayList<>();
    private Draft draft = new Draft();
    private Position here;

    StatementReader(SqlText source) {
        this.source = source;
        Position start = source.position();
        this.here = start.line() == 0 ? new Position(start.file(), 1, 1) : start;
    }

    List<Statement> read() {
        for (int i = 0; i < source.pieces().size(); i++) {
            SqlText.Piece piece = source.pieces().get(i);
            if (piece instanceof SqlText.Raw raw) {
                raw(raw.text(), i + 1 < source.pieces().size());
            } else if (piece instanceof SqlText.Bound bound) {
                draft.bind(bound.value(), here);
            } else if (piece instanceof SqlText.Identifier name) {
                draft.insert(Quoting.identifier(name.name()), "\"\"", here);
            } else if (piece instanceof SqlText.Quoted quoted) {
                draft.insert(Quoting.literal(quoted.value()), "''", here);
            }
        }
        draft.refuseUnended();
        finish();
        return List.copyOf(statements);
    }

    private void raw(String text, boolean valueFollows) {
        int at = 0;
        while (at < text.length()) {
            Lexeme lexeme = Lexeme.at(text, at);
            boolean toTheEnd = text.startsWith("--", at) && lexeme.end() == text.length();
            if (lexeme.end() < 0 || toTheEnd && valueFollows) {
                throw SqlProblem.unended(text.substring(at), valueFollows, here);
            }
            String piece = text.substring(at, lexeme.end());
            if (lexeme.kind() == Lexeme.Kind.BACKSLASH) {
                throw SqlProblem.psqlCommand(text.substring(at), here);
            }
            take(lexeme.kind(), piece);
            here = here.after(piece);
            at = lexeme.end();
        }
    }

    private void take(Lexeme.Kind kind, String piece) {
        if (kind == Lexeme.Kind.SEMICOLON && !draft.nested()) {
            finish();
        } else {
            draft.take(kind, piece, here);
        }
    }

    private void finish() {
        for (String direction : List.of("from stdin", "to stdout")) {
            if (draft.copies(direction)) {
                throw SqlProblem.copyInPlace(draft.start());
            }
        }
        Statement statement = draft.finished();
        if (statement != null) {
            statements.add(statement);
        }
        draft = new Draft();
    }
}
