package dev.handrail.shell.out;

import dev.handrail.text.Escape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Breaks a line at blanks, so that what follows stays below where it began instead of at the edge of the screen. */
final class Wrapping {
    private static final int HANG = 4;
    /** A narrower rest is not worth breaking for. */
    private static final int NARROWEST = 30;

    private final List<Line.Piece> pieces;
    private final UnaryOperator<String> redacting;
    private final int width;
    private final List<Line> lines = new ArrayList<>();
    private final String hang;
    private Line line = new Line();
    private int used;

    /** @param redacting before anything is broken: half a secret would not be known for one */
    Wrapping(List<Line.Piece> pieces, int width, UnaryOperator<String> redacting) {
        this.pieces = pieces;
        this.redacting = redacting;
        String first = pieces.isEmpty() ? "" : pieces.get(0).text();
        int indent = first.length() - first.stripLeading().length();
        this.hang = " ".repeat(Math.max(0, Math.min(indent + HANG, width - NARROWEST)));
        this.width = Math.max(width, NARROWEST);
    }

    List<Line> lines() {
        for (Line.Piece piece : pieces) {
            place(Escape.line(redacting.apply(piece.text())), piece.look());
        }
        lines.add(line);
        return lines;
    }

    private void place(String text, Line.Look look) {
        String rest = text;
        if (rest.isBlank()) {
            rest = rest.substring(0, Math.max(0, Math.min(rest.length(), width - used))); // no line of blanks alone
        }
        while (used + rest.length() > width) {
            int room = width - used;
            int blank = room <= 0 ? 0 : rest.lastIndexOf(' ', room);
            boolean sensible = blank > 0 && !rest.substring(0, blank).isBlank();
            int cut = sensible ? blank : used > hang.length() ? 0 : room;
            line.add(rest.substring(0, cut), look);
            lines.add(line);
            line = Line.of(hang);
            used = hang.length();
            rest = rest.substring(cut).stripLeading();
        }
        line.add(rest, look);
        used += rest.length();
    }
}
