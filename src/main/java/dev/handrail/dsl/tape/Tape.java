package dev.handrail.dsl.tape;

import dev.handrail.dsl.mistake.Span;
import java.util.List;

/**
 * Everything that a script declared, in its order.
 *
 * @param spoken every time that another file spoke in it, in order
 * @param listings the names of files that it asked for
 * @param whole false where steps are missing, which was told
 */
public record Tape(List<Call> said, List<Spoken> spoken, List<Listing> listings, boolean whole) {
    public Tape {
        said = List.copyOf(said);
        spoken = List.copyOf(spoken);
        listings = List.copyOf(listings);
    }

    /**
     * Another file that spoke.
     *
     * @param path relative to the runbook's folder
     * @param digest SHA-256 of its bytes
     * @param how {@code included} or {@code used}
     * @param through the word that let it speak
     */
    public record Spoken(String path, String digest, String how, Span through) {}

    /** The names that matched a pattern, in their order. */
    public record Listing(String pattern, List<String> names) {
        public Listing {
            names = List.copyOf(names);
        }
    }
}
