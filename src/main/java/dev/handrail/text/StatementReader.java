package dev.handrail.text;

import dev.handrail.problem.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads SQL text into statements as psql would: quotes of every kind, dollar quotes, nested comments. The words
 * outside of them say what a statement can do ({@link Natures}).
 */
final class StatementReader {
    private final SqlText source;
    private final List<Statement> statements = new ArrayList<>();
    private final StringBuilder sql = new StringBuilder();
    private final StringBuilder shown = new StringBuilder();
    private final StringBuilder bare = new StringBuilder();
    private final List<Text> values = new ArrayList<>();
    private Position here;
    private @Nullable Position start;
    private int parentheses;
    private int atomicDepth;

    StatementReader(SqlText source) {
        this.source = source;
        this.here =
                source.position().line() == 0 ? new Position(source.position().file(), 1, 1) : source.position();
    }

    List<Statement> read() {
        for (SqlText.Piece piece : source.pieces()) {
            if (piece instanceof SqlText.Raw raw) {
                raw(raw.text());
            } else if (piece instanceof SqlText.Bound bound) {
                values.add(bound.value());
                word("?", ":" + bound.value().show());
            } else if (piece instanceof SqlText.Identifier name) {
                word(Quoting.identifier(name.name()), Quoting.identifier(name.name()));
            } else if (piece instanceof SqlText.Quoted quoted) {
                word(Quoting.literal(quoted.value()), Quoting.literal(quoted.value()));
            }
        }
        finish();
        return List.copyOf(statements);
    }

    private void word(String sent, String seen) {
        begin();
        sql.append(sent);
        shown.append(seen);
        bare.append(" x ");
    }

    private void begin() {
        if (start == null) {
            start = here;
        }
    }

    private void raw(String text) {
        int at = 0;
        while (at < text.length()) {
            int end = Lexeme.end(text, at, bare);
            if (end < 0) {
                throw unended(text, at);
            }
            String piece = text.substring(at, end);
            take(piece);
            here = here.after(piece);
            at = end;
        }
    }

    private void take(String piece) {
        char first = piece.charAt(0);
        if (first == ';' && parentheses == 0 && atomicDepth == 0) {
            finish();
            return;
        }
        boolean comment = piece.startsWith("--") || piece.startsWith("/*");
        if (start == null && (Character.isWhitespace(first) || comment)) {
            return; // what stands between statements belongs to none
        }
        begin();
        if (first == '(') {
            parentheses++;
        } else if (first == ')') {
            parentheses = Math.max(0, parentheses - 1);
        }
        shown.append(piece);
        sql.append(piece.equals("?") ? "??" : piece);
        boolean quoted = first == '\'' || first == '$' && piece.length() > 1 || first == '"' || piece.indexOf('\'') > 0;
        bare.append(comment || quoted ? " x " : piece);
        atomicDepth = Lexeme.atomicDepth(bare, piece, atomicDepth);
    }

    private void finish() {
        if (start != null) {
            String text = sql.toString().stripTrailing();
            if (!text.isEmpty()) {
                String words = bare.toString();
                statements.add(
                        new Statement(text, shown.toString().strip(), List.copyOf(values), start, Natures.of(words)));
            }
        }
        sql.setLength(0);
        shown.setLength(0);
        bare.setLength(0);
        values.clear();
        start = null;
        parentheses = 0;
        atomicDepth = 0;
    }

    private RuntimeException unended(String text, int at) {
        String kind = text.startsWith("/*", at) ? "comment" : text.charAt(at) == '"' ? "quoted name" : "quoted text";
        boolean inPlace = source.pieces().size() > 1;
        return SqlProblem.at(
                here,
                "the " + kind + " that starts here does not end",
                inPlace ? "a ${value} inside a quoted literal or comment is refused too" : "",
                inPlace
                        ? "close it, and write ${value} without quotes around it: it is bound as a parameter"
                        : "close it");
    }
}
