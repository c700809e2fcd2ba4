package dev.handrail.run;

/**
 * A check and what was made of it.
 *
 * @param seen for people, e.g. {@code 3, expected 0}
 */
public record Judged(String title, Verdict verdict, String seen, String expected, double weight) {
    /** Pass, warn or fail. */
    public enum Verdict {
        PASS,
        WARN,
        FAIL;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public boolean failed() {
        return verdict == Verdict.FAIL;
    }
}
