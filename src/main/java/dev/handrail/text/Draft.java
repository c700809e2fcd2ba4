package dev.handrail.text;

import dev.handrail.problem.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement while it is read. */
final class Draft {
    private final StringBuilder sql = new StringBuilder();
    private final StringBuilder shown = new StringBuilder();
    /** The words alone: quotes emptied, comments gone. */
    private final StringBuilder bare = new StringBuilder();

    private final List<Text> values = new ArrayList<>();
    private final Deque<Position> parentheses = new ArrayDeque<>();
    private final AtomicBody body = new AtomicBody();
    private @Nullable Position start;

    /** A value that is bound. */
    void bind(Text value, Position here) {
        values.add(value);
        begin(here);
        sql.append('?');
        shown.append(seen(value));
        bare.append(" ? ");
        body.other();
    }

    /** A value that is known is shown as what it amounts to: a literal whose type the server decides. */
    private static String seen(Text value) {
        boolean known = value.parts().stream().allMatch(Text.Literal.class::isInstance);
        if (!known) {
            return ":" + value.show();
        }
        return value.show().matches("-?\\d+(\\.\\d+)?") ? value.show() : Quoting.literal(value.show());
    }

    /** Text that was quoted for the author. */
    void insert(String quoted, String emptied, Position here) {
        begin(here);
        sql.append(quoted);
        shown.append(quoted);
        bare.append(emptied);
        body.other();
    }

    void take(Lexeme.Kind kind, String piece, Position here) {
        boolean blank = kind == Lexeme.Kind.SPACE || kind == Lexeme.Kind.COMMENT;
        if (start == null && blank) {
            return; // what stands between statements belongs to none
        }
        begin(here);
        shown.append(piece);
        sql.append(piece.equals("?") ? "??" : piece);
        bare.append(words(kind, piece));
        if (kind == Lexeme.Kind.OPEN) {
            parentheses.push(here);
        } else if (kind == Lexeme.Kind.CLOSE) {
            parentheses.poll();
        }
        if (kind == Lexeme.Kind.WORD) {
            body.word(piece);
        } else if (!blank) {
            body.other();
        }
    }

    private void begin(Position here) {
        if (start == null) {
            start = here;
        }
    }

    private String words(Lexeme.Kind kind, String piece) {
        return switch (kind) {
            case SPACE, COMMENT -> " ";
            case NAME -> "\"\"";
            case LITERAL -> isDo() ? " " + Natures.code(piece) + " " : "''";
            default -> piece;
        };
    }

    /** The text of a DO statement is code that runs at once. */
    private boolean isDo() {
        boolean starts = bare.length() >= 2 && bare.substring(0, 2).equalsIgnoreCase("do");
        return starts && (bare.length() == 2 || !Lexeme.wordPart(bare.charAt(2)));
    }

    /** True where a semicolon does not end the statement. */
    boolean nested() {
        return !parentheses.isEmpty() || body.open();
    }

    /** At the end of all text nothing may be open: what follows an open parenthesis would be swallowed by it. */
    void refuseUnended() {
        if (!parentheses.isEmpty()) {
            throw SqlProblem.at(
                    parentheses.getLast(), "the parenthesis that opens here is never closed", "", "close it");
        }
        if (body.open() && start != null) {
            throw SqlProblem.at(start, "BEGIN ATOMIC of this statement has no END", "", "end the body with END;");
        }
    }

    @Nullable
    Statement finished() {
        if (start == null) {
            return null;
        }
        String words = Natures.words(bare);
        if (Natures.copiesThroughClient(words)) {
            throw SqlProblem.at(
                    start,
                    "COPY from standard input or to standard output can't be used here",
                    "the rows would have to come from, or go to, the terminal",
                    "write the rows as INSERT, or load them with psql in a step of its own (command 'psql', …)");
        }
        return new Statement(
                sql.toString().stripTrailing(), shown.toString().strip(), values, start, Natures.of(words));
    }
}
