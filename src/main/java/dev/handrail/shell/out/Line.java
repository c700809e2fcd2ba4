package dev.handrail.shell.out;

import dev.handrail.text.Escape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One line for a person, or several: pieces of text, each with its look. Whatever is in a piece is escaped. */
public final class Line {
    /** How a piece looks where colours are shown. Never the only carrier of a meaning. */
    public enum Look {
        PLAIN(""),
        BOLD("1"),
        DIM("2"),
        GOOD("32"),
        WARN("33"),
        BAD("31"),
        ALARM("1;31");

        private final String code;

        Look(String code) {
            this.code = code;
        }
    }

    /** Text in one look. */
    record Piece(String text, Look look) {}

    private final List<Piece> pieces = new ArrayList<>();

    public static Line of(String text) {
        return new Line().add(text);
    }

    public static Line of(String text, Look look) {
        return new Line().add(text, look);
    }

    public Line add(String text) {
        return add(text, Look.PLAIN);
    }

    public Line add(String text, Look look) {
        pieces.add(new Piece(text, look));
        return this;
    }

    public Line bold(String text) {
        return add(text, Look.BOLD);
    }

    public Line dim(String text) {
        return add(text, Look.DIM);
    }

    /** {@code text} in a column of that width, followed by two blanks. */
    public Line column(String text, int width, Look look) {
        return add(text, look).add(" ".repeat(Math.max(0, width - text.length()) + 2));
    }

    /** This line in lines of at most {@code width} columns, all but the first set in further. */
    List<Line> wrapped(int width, UnaryOperator<String> redacting) {
        return new Wrapping(pieces, width, redacting).lines();
    }

    /** The text, escaped; with colours where {@code colour}. */
    public String show(boolean colour) {
        StringBuilder shown = new StringBuilder();
        for (Piece piece : pieces) {
            String text = Escape.lines(piece.text());
            boolean plain = !colour || piece.look() == Look.PLAIN || text.isBlank();
            shown.append(plain ? text : "\033[" + piece.look().code + "m" + text + "\033[0m");
        }
        return shown.toString();
    }

    @Override
    public String toString() {
        return show(false);
    }
}
