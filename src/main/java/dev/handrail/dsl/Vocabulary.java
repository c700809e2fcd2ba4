package dev.handrail.dsl;

import dev.handrail.dsl.words.AllWords;
import dev.handrail.dsl.words.Lexicon;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The words of the language by the block where they may be said: for completion, for help, for editors. */
public final class Vocabulary {
    /** The words that do something: one in each step, one page each in {@code docs/steps}. */
    public static final List<String> ACTIONS = List.of(
            "backup",
            "restore",
            "sql",
            "migrate",
            "index",
            "constraint",
            "backfill",
            "partition",
            "flush",
            "warm",
            "http",
            "command",
            "manual",
            "waitFor",
            "monitor");

    private Vocabulary() {}

    /**
     * One word.
     *
     * @param value true where it is used inside another word, as {@code atLeast(3)} or {@code month}
     * @param examples how it is written, one for each form
     */
    public record Help(String word, String sentence, boolean value, List<String> examples) {}

    /** The words of each kind of block, by the word that opens it; {@code file} for the file itself. */
    public static Map<String, List<Help>> blocks() {
        Map<String, List<Help>> blocks = new TreeMap<>();
        new AllWords()
                .blocks()
                .forEach((opener, lexicon) -> blocks.put(
                        opener,
                        lexicon.entries().values().stream()
                                .map(Vocabulary::help)
                                .toList()));
        return blocks;
    }

    private static Help help(Lexicon.Entry entry) {
        return new Help(entry.word(), entry.help(), entry.isValue(), entry.examples());
    }
}
