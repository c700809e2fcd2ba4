package dev.handrail.dsl.tape;

import dev.handrail.dsl.mistake.Span;
import java.util.List;

/**
 * Where each piece of compiled code comes from. Compiled scripts carry, instead of line numbers, numbers into this
 * list: so a running script tells line and column at the price of one stack frame.
 */
public record SourceMap(List<Entry> entries) {
    /** More pieces than a class file's line numbers can tell apart. */
    public static final int LIMIT = 65_000;

    /**
     * @param word the word that is called; empty for other code
     * @param parent number of the code around it; 0: none
     */
    public record Entry(String word, Site site, int parent) {}

    public SourceMap {
        entries = List.copyOf(entries);
    }

    /** The site of {@code word}, called by the code with this number, which may be that of one of its arguments. */
    public Site site(int number, String word) {
        for (int at = number;
                at > 0 && at <= entries.size();
                at = entries.get(at - 1).parent()) {
            Entry entry = entries.get(at - 1);
            if (entry.word().equals(word)) {
                return entry.site();
            }
        }
        return site(number);
    }

    /** The site of the code with this number; the file's where there is none. */
    public Site site(int number) {
        return number > 0 && number <= entries.size() ? entries.get(number - 1).site() : Site.NOWHERE;
    }

    public Span span(int number) {
        return site(number).word();
    }
}
