package dev.handrail.spec;

import java.util.List;

/** What the program printed at the end of the last trial: shown where a feature fails. */
public final class LastWords {
    private static final int LINES = 20;

    private static volatile String kept = "";

    private LastWords() {}

    static void keep(String printed) {
        kept = printed;
    }

    /** The last lines, once. */
    public static List<String> take() {
        List<String> lines = kept.lines().toList();
        kept = "";
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }
}
