package dev.handrail.run;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Reading;
import dev.handrail.text.RowTable;
import org.jspecify.annotations.Nullable;

/**
 * A check and what was made of it.
 *
 * @param seen for people, e.g. {@code 3, expected 0}
 * @param rows the first of those that were read, where it does not hold; null: none, or the verdict says it all
 * @param unasked why the question could not be asked; null where it was answered
 */
public record Judged(
        String title,
        Verdict verdict,
        String seen,
        String expected,
        double weight,
        @Nullable RowTable rows,
        @Nullable Problem unasked) {
    public Judged(String title, Verdict verdict, String seen, String expected, double weight) {
        this(title, verdict, seen, expected, weight, null, null);
    }

    /** With the rows that were read. */
    Judged over(Reading read) {
        return new Judged(title, verdict, seen, expected, weight, Shown.of(read), unasked);
    }

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
