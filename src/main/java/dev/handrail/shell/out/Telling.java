package dev.handrail.shell.out;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much is told, and to whom.
 *
 * @param accessible nothing is drawn over, and words stand for symbols: for those who listen to a screen
 * @param quiet only what is not as it should be, questions, and the result
 * @param verbose each effect and each check
 * @param bell how long a step takes at least that rings at its end; zero: none does; null: nothing is said of it
 */
public record Telling(
        boolean accessible,
        boolean quiet,
        boolean verbose,
        @Nullable Duration bell) {
    public static final Telling USUAL = new Telling(false, false, false, null);

    /** This, and where it says nothing the other one. */
    public Telling over(Telling base) {
        boolean said = quiet || verbose;
        return new Telling(
                accessible || base.accessible,
                said ? quiet : base.quiet,
                said ? verbose : base.verbose,
                bell == null ? base.bell : bell);
    }
}
