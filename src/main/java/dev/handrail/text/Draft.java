package dev.handrail.text;

import dev.handrail.problem.Position;
import dev.handrail.text.Statement.Nature;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement while it is read. */
public final class Draft {
    private final StringBuilder shown = new StringBuilder();
    /** What is sent, once it differs from what is shown. */
    private @Nullable StringBuilder sent;
    /** The words alone: quotes emptied, comments gone. */
    private final StringBuilder bare = new StringBuilder();
    /** Where each further statement of several that are sent together starts in {@code bare}. */
    private final List<Integer> further = new ArrayList<>();

    private final List<Text> values = new ArrayList<>();
    private final Deque<Position> parentheses = new ArrayDeque<>();
    private final Traces traces = new Traces();
    private AtomicBody body = new AtomicBody();
    private @Nullable Position start;

    /** A value that is bound. */
    void bind(Text value, Position here) {
        values.add(value);
        begin(here);
        append("?", seen(value), here, false);
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

    /** Text that was made of a value: {@code quoted} as it is sent, {@code emptied} as its words are judged. */
    public void insert(String quoted, String emptied, Position here) {
        begin(here);
        append(quoted, quoted, here, false);
        bare.append(emptied);
        body.other();
    }

    /** A piece that stands in the text letter by letter. */
    public void take(Lexeme.Kind kind, String piece, Position here) {
        take(kind, piece, here, true);
    }

    /** @param asWritten false where it is a piece of a value: {@code here} is where the value is asked for */
    public void take(Lexeme.Kind kind, String piece, Position here, boolean asWritten) {
        boolean blank = kind == Lexeme.Kind.SPACE || kind == Lexeme.Kind.COMMENT;
        if (start == null && blank) {
            return; // what stands between statements belongs to none
        }
        begin(here);
        append(piece.equals("?") ? "??" : piece, piece, here, asWritten);
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

    /** The start of quoted text or of a comment whose end comes in a later piece. */
    public void open(Lexeme.Kind kind, String piece, Position here, boolean asWritten) {
        boolean comment = kind == Lexeme.Kind.COMMENT;
        if (start == null && comment) {
            return;
        }
        begin(here);
        append(piece, piece, here, asWritten);
        if (comment) {
            bare.append(' ');
        } else {
            bare.append(kind == Lexeme.Kind.NAME ? "\"\"" : isDo() ? " " : "''");
            body.other();
        }
    }

    /** More of quoted text or of a comment that began in an earlier piece. */
    public void more(String piece, Position here, boolean asWritten) {
        if (start != null) {
            append(piece, piece, here, asWritten);
        }
    }

    /** Another statement follows that is sent together with this one. */
    public void alsoSent(Position here) {
        begin(here);
        append(";", ";", here, false);
        bare.append(';');
        further.add(bare.length());
        body = new AtomicBody();
    }

    private void append(String sending, String showing, Position here, boolean asWritten) {
        traces.add(shown.length(), showing, here, asWritten);
        if (sent == null && !sending.equals(showing)) {
            sent = new StringBuilder(shown);
        }
        if (sent != null) {
            sent.append(sending);
        }
        shown.append(showing);
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
    public boolean isDo() {
        boolean starts = bare.length() >= 2 && bare.substring(0, 2).equalsIgnoreCase("do");
        return starts && (bare.length() == 2 || !Lexeme.wordPart(bare.charAt(2)));
    }

    /** Code that runs at once and was read in several pieces. */
    public void code(String quoted) {
        bare.append(' ').append(Natures.code(quoted)).append(' ');
    }

    /** True where nothing but blanks and comments was read. */
    public boolean empty() {
        return start == null;
    }

    /** True where a semicolon does not end the statement. */
    public boolean nested() {
        return !parentheses.isEmpty() || body.open();
    }

    /** True for COPY … FROM STDIN or TO STDOUT. */
    public boolean copies(String direction) {
        return bare.length() > 4
                && bare.substring(0, 4).equalsIgnoreCase("copy")
                && Natures.copiesThroughClient(Natures.words(bare), direction);
    }

    /** True where several statements are sent together. */
    public boolean several() {
        return !further.isEmpty();
    }

    public Position start() {
        return start == null ? Position.NOWHERE : start;
    }

    /** At the end of all text nothing may be open: what follows an open parenthesis would be swallowed by it. */
    public void refuseUnended() {
        if (!parentheses.isEmpty()) {
            throw SqlProblem.at(
                    parentheses.getLast(), "the parenthesis that opens here is never closed", "", "close it");
        }
        if (body.open() && start != null) {
            throw SqlProblem.at(start, "BEGIN ATOMIC of this statement has no END", "", "end the body with END;");
        }
    }

    public @Nullable Statement finished() {
        if (start == null) {
            return null;
        }
        String text = shown.toString().strip();
        String sql = sent == null ? text : sent.toString().stripTrailing();
        return new Statement(sql, text, values, start, nature(), Manner.SENT, traces.all());
    }

    private Nature nature() {
        if (further.isEmpty()) {
            return Natures.of(Natures.words(bare));
        }
        Nature worst = Nature.READS;
        int from = 0;
        for (int i = 0; i <= further.size(); i++) {
            int to = i < further.size() ? further.get(i) - 1 : bare.length();
            Nature one = Natures.of(Natures.words(bare.subSequence(from, to)));
            worst = one.compareTo(worst) > 0 ? one : worst;
            from = to + 1;
        }
        return worst;
    }
}
