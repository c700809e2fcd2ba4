package dev.handrail.dsl.words;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every kind of block of the language, by the path of words that leads into it, and where each word belongs. */
public final class AllWords {
    private final Map<String, Lexicon> blocks = new TreeMap<>();
    private final Map<String, Set<String>> places = new TreeMap<>();

    public AllWords() {
        Set<String> seen = new HashSet<>();
        Deque<Lexicon> next = new ArrayDeque<>();
        next.add(Lexicon.ofFile());
        while (!next.isEmpty()) {
            Lexicon block = next.poll();
            blocks.putIfAbsent(block.opener(), block);
            for (Lexicon.Entry entry : block.entries().values()) {
                places.computeIfAbsent(entry.word(), w -> new TreeSet<>()).add(block.opener());
                Optional<Class<?>> inner = entry.block();
                if (inner.isPresent() && seen.add(entry.word() + inner.get().getName())) {
                    next.add(Lexicon.of(inner.get(), entry.word()));
                }
            }
        }
    }

    /** One block of each opener. */
    public Map<String, Lexicon> blocks() {
        return blocks;
    }

    public boolean knows(String word) {
        return places.containsKey(word);
    }

    /** The openers of the blocks where a word belongs. */
    public Set<String> places(String word) {
        return places.getOrDefault(word, Set.of());
    }
}
