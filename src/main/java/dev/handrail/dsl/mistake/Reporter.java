package dev.handrail.dsl.mistake;

import dev.handrail.problem.Position;
import dev.handrail.text.NearWord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes down the mistakes of one runbook, in all its files, as they are found. */
public final class Reporter {
    private final Texts texts;
    private final List<Mistake> found = new ArrayList<>();

    /** @param lines the source, line by line */
    public Reporter(String file, List<String> lines) {
        this.texts = new Texts(file, lines);
    }

    public void add(Code code, String what, Span at, String fix) {
        add(code, what, at, fix, List.of(), null);
    }

    /** A mistake where {@code written} is none of {@code known}: the near one and all of them are told. */
    public void unknown(Code code, String what, Span at, String written, Collection<String> known, String fix) {
        add(code, what, at, fix, List.copyOf(known), NearWord.of(written, known).orElse(null));
    }

    public void add(Code code, String what, Span at, String fix, List<String> allowed, @Nullable String near) {
        found.add(new Mistake(
                code.id(), what, position(at), line(at.line()), at.length(), fix, allowed, near, texts.through(at)));
    }

    /** A mistake in another file that the runbook names. */
    public void elsewhere(Code code, String what, Position position, String line, String fix) {
        found.add(new Mistake(code.id(), what, position, line, 1, fix, List.of(), null, List.of()));
    }

    /** What was found in a file that {@code at} brought here. */
    public void take(List<Mistake> others, String how, Span at) {
        String here = how + " at " + position(at);
        others.forEach(m -> found.add(m.through(here)));
    }

    public Position position(Span at) {
        return texts.position(at);
    }

    /** A place for people who read {@code from}: its line, and its file where it is another one. */
    public String told(Span at, Span from) {
        Position there = position(at);
        return there.file().equals(position(from).file()) ? "in line " + there.line() : "at " + there;
    }

    public Span span(Position position, int length) {
        return texts.of(position, length);
    }

    /** A place of the file in which {@code at} stands. */
    public Span beside(Span at, int line, int column) {
        return texts.beside(at, line, column);
    }

    public String line(int number) {
        return texts.line(number);
    }

    /** Every file that spoke, line by line. */
    public Map<String, List<String>> files() {
        return texts.files();
    }

    /** Where further files are put. */
    public Texts texts() {
        return texts;
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
