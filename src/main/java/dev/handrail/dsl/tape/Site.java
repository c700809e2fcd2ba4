package dev.handrail.dsl.tape;

import dev.handrail.dsl.mistake.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a word stands in the script, and where each of its arguments does. */
public record Site(Span word, List<Span> arguments, Map<String, Span> named) {
    public static final Site NOWHERE = Site.of(Span.FILE);

    public Site {
        arguments = List.copyOf(arguments);
        named = Map.copyOf(named);
    }

    public static Site of(Span word) {
        return new Site(word, List.of(), Map.of());
    }

    /** The same, so many lines further down. */
    public Site down(int lines) {
        if (lines == 0) {
            return this;
        }
        Map<String, Span> moved = new LinkedHashMap<>();
        named.forEach((name, span) -> moved.put(name, span.down(lines)));
        return new Site(
                word.down(lines), arguments.stream().map(a -> a.down(lines)).toList(), moved);
    }

    /** The place of one argument; of the word where it is not known. */
    public Span argument(int index) {
        return index < arguments.size() ? arguments.get(index) : word;
    }

    /** The place of the value of {@code name: value}; of the word where it is not known. */
    public Span argument(String name) {
        return named.getOrDefault(name, word);
    }
}
