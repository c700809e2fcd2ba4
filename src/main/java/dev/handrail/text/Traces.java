package dev.handrail.text;

import dev.handrail.problem.Position;
import java.util.ArrayList;
import java.util.List;

/** Collects where the pieces of a statement's text come from while it is read. */
final class Traces {
    private final List<Statement.Trace> all = new ArrayList<>();
    private Position reached = Position.NOWHERE;
    private boolean written;

    /** {@code piece} stands at {@code offset} of the text; {@code asWritten}: letter by letter from {@code here} on. */
    void add(int offset, String piece, Position here, boolean asWritten) {
        boolean goesOn = !all.isEmpty() && asWritten && written && reached(here);
        if (!goesOn) {
            all.add(new Statement.Trace(offset, here, asWritten));
        }
        written = asWritten;
        reached = here.after(piece);
    }

    private boolean reached(Position here) {
        return here.column() == reached.column()
                && here.line() == reached.line()
                && here.file().equals(reached.file());
    }

    /** Nothing where the whole text stands in the file as it is. */
    List<Statement.Trace> all() {
        return all.size() == 1 && all.get(0).asWritten() ? List.of() : List.copyOf(all);
    }
}
