package dev.handrail.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The word that was probably meant, by edit distance; a swap of neighbours counts once. */
public final class NearWord {
    private NearWord() {}

    /** The nearest of {@code words}, or empty where none is near enough to be meant. */
    public static Optional<String> of(String written, Collection<String> words) {
        String text = written.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, text.length() / 3);
        return words.stream()
                .filter(word -> Math.abs(word.length() - text.length()) <= allowed)
                .filter(word -> distance(text, word.toLowerCase(Locale.ROOT)) <= allowed)
                .min(Comparator.<String>comparingInt(word -> distance(text, word.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * What a message proposes for a word that is not known: the near one, then all of them.
     *
     * @return e.g. {@code did you mean 'caches'? Known here: caches, databases}
     */
    public static String proposal(String written, Collection<String> words) {
        String known = words.isEmpty()
                ? "nothing is known here"
                : "known here: " + words.stream().sorted().collect(Collectors.joining(", "));
        return of(written, words)
                .map(near -> "did you mean '" + near + "'? K" + known.substring(1))
                .orElse(known);
    }

    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
