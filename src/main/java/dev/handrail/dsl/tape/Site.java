package dev.handrail.dsl.tape;

import dev.handrail.dsl.mistake.Span;
import java.util.List;

/** Where a word stands in the script, and where each of its arguments does. */
public record Site(Span word, List<Span> arguments) {
    public static final Site NOWHERE = new Site(Span.FILE, List.of());

    public Site {
        arguments = List.copyOf(arguments);
    }

    /** The place of one argument; of the word where it is not known. */
    public Span argument(int index) {
        return index < arguments.size() ? arguments.get(index) : word;
    }
}
