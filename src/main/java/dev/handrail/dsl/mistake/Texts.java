package dev.handrail.dsl.mistake;

import dev.handrail.problem.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lines of every file of a runbook, one file behind the other, so that the number of a line alone says which file
 * it is in and through what it came there. A file stands here once for each time that it speaks.
 */
public final class Texts {
    private final TreeMap<Integer, Text> texts = new TreeMap<>();
    private int next;

    Texts(String file, List<String> lines) {
        put(file, lines, "", Span.FILE);
    }

    /**
     * One file, once.
     *
     * @param how it came here, e.g. {@code included}; empty for the runbook itself
     * @param through the word that brought it
     */
    private record Text(String file, List<String> lines, String how, Span through) {}

    /**
     * Puts a file behind those that are here.
     *
     * @return what is added to the numbers of its lines
     */
    public int put(String file, List<String> lines, String how, Span through) {
        int base = next;
        texts.put(base, new Text(file, List.copyOf(lines), how, through));
        next += lines.size() + 1;
        return base;
    }

    Position position(Span at) {
        Map.Entry<Integer, Text> text = at(at.line());
        return new Position(text.getValue().file(), at.line() - text.getKey(), at.column());
    }

    String line(int number) {
        Map.Entry<Integer, Text> text = at(number);
        int local = number - text.getKey();
        List<String> lines = text.getValue().lines();
        return local > 0 && local <= lines.size() ? lines.get(local - 1) : "";
    }

    /** What brought a place here, the nearest first: {@code used at book.groovy:7:5}. */
    List<String> through(Span at) {
        List<String> all = new ArrayList<>();
        Text text = at(at.line()).getValue();
        while (!text.how().isEmpty()) {
            all.add(text.how() + " at " + position(text.through()));
            text = at(text.through().line()).getValue();
        }
        return all;
    }

    /** The same place of the same file, by line and column of that file. */
    Span beside(Span at, int line, int column) {
        return new Span(at(at.line()).getKey() + line, column, 1);
    }

    /** A place by its file, as that file speaks for the first time. */
    Span of(Position position, int length) {
        int base = texts.entrySet().stream()
                .filter(t -> t.getValue().file().equals(position.file()))
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
        return new Span(base + position.line(), position.column(), length);
    }

    /** Every file by its name. */
    Map<String, List<String>> files() {
        Map<String, List<String>> files = new TreeMap<>();
        texts.values().forEach(t -> files.put(t.file(), t.lines()));
        return files;
    }

    private Map.Entry<Integer, Text> at(int line) {
        return texts.floorEntry(Math.max(0, line));
    }
}
