package dev.handrail.dsl.words;

import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Template;
import java.util.List;

/**
 * Text that is not known, or not to be seen, while the runbook is read: a result, a secret, the run's id, a quoted name.
 * It may be passed on, alone or inside {@code "${…}"}; asking for its text is a mistake with a position.
 */
public final class Late implements CharSequence, Declared {
    private final Object piece;
    private final String shown;
    private final Recording recording;

    Late(Object piece, Recording recording) {
        this.piece = piece;
        this.shown = piece instanceof Template.Later later ? later.part().show() : ((Call) piece).word() + "(…)";
        this.recording = recording;
    }

    Object piece() {
        return piece;
    }

    @Override
    public Object taped() {
        return new Template(List.of(piece));
    }

    private String flat() {
        return recording.flattened(shown);
    }

    @Override
    public int length() {
        return flat().length();
    }

    @Override
    public char charAt(int index) {
        return flat().charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return flat().subSequence(start, end);
    }

    @Override
    public boolean equals(Object other) {
        flat();
        return this == other;
    }

    @Override
    public int hashCode() {
        flat();
        return shown.hashCode();
    }

    @Override
    public String toString() {
        return flat();
    }
}
