package dev.handrail.dsl.mistake;

import dev.handrail.problem.Position;
import dev.handrail.text.NearWord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes down the mistakes of one file as they are found. */
public final class Reporter {
    private final String file;
    private final List<String> lines;
    private final List<Mistake> found = new ArrayList<>();

    /** @param lines the source, line by line */
    public Reporter(String file, List<String> lines) {
        this.file = file;
        this.lines = List.copyOf(lines);
    }

    public void add(Code code, String what, Span at, String fix) {
        add(code, what, at, fix, List.of(), null);
    }

    /** A mistake where {@code written} is none of {@code known}: the near one and all of them are told. */
    public void unknown(Code code, String what, Span at, String written, Collection<String> known, String fix) {
        add(code, what, at, fix, List.copyOf(known), NearWord.of(written, known).orElse(null));
    }

    public void add(Code code, String what, Span at, String fix, List<String> allowed, @Nullable String near) {
        found.add(new Mistake(code.id(), what, position(at), line(at.line()), at.length(), fix, allowed, near));
    }

    /** A mistake in another file that the runbook names. */
    public void elsewhere(Code code, String what, Position position, String line, String fix) {
        found.add(new Mistake(code.id(), what, position, line, 1, fix, List.of(), null));
    }

    public Position position(Span at) {
        return new Position(file, at.line(), at.column());
    }

    public String line(int number) {
        return number > 0 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    /** The source, line by line. */
    public List<String> lines() {
        return lines;
    }

    public boolean any() {
        return !found.isEmpty();
    }

    public int count() {
        return found.size();
    }

    public List<Mistake> found() {
        return List.copyOf(found);
    }

    /** @throws Mistakes where there is any, and {@code now} */
    public void stopIfAny(boolean now) {
        if (now) {
            stopIfAny();
        }
    }

    /** @throws Mistakes where there is any */
    public void stopIfAny() {
        if (any()) {
            throw new Mistakes(found);
        }
    }
}
