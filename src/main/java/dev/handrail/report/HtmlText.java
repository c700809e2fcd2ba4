package dev.handrail.report;

import java.util.Map;

/** Words of the HTML report that several of its parts use. */
final class HtmlText {
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("done", "good"),
            Map.entry("pass", "good"),
            Map.entry("taken-back", "back"),
            Map.entry("rolled-back", "back"),
            Map.entry("by-hand", "hand"),
            Map.entry("skipped", "none"),
            Map.entry("warn", "warn"),
            Map.entry("paused", "warn"),
            Map.entry("open", "warn"),
            Map.entry("abandoned", "warn"),
            Map.entry("stopped", "warn"));

    private static final int LONG = 24;

    private HtmlText() {}

    /** The class of a state or verdict: what is not known to be harmless is bad. */
    static String kind(String state) {
        return KINDS.getOrDefault(state, "bad");
    }

    /** True where a word of {@code text} would stretch a table's column so far that others leave the page. */
    static boolean hasLongWord(String text) {
        int word = 0;
        for (int at = 0; at < text.length(); at++) {
            word = text.charAt(at) == ' ' || text.charAt(at) == '\n' ? 0 : word + 1;
            if (word > LONG) {
                return true;
            }
        }
        return false;
    }

    /** {@code text} in at most {@code length} characters. */
    static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
