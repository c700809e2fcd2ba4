package dev.handrail.shell.out;

/**
 * How much is told, and to whom.
 *
 * @param accessible nothing is drawn over, and words stand for symbols: for those who listen to a screen
 * @param quiet only what is not as it should be, questions, and the result
 * @param verbose each effect and each check
 */
public record Telling(boolean accessible, boolean quiet, boolean verbose) {
    public static final Telling USUAL = new Telling(false, false, false);

    /** This, and where it says nothing the other one. */
    public Telling over(Telling base) {
        boolean said = quiet || verbose;
        return new Telling(accessible || base.accessible, said ? quiet : base.quiet, said ? verbose : base.verbose);
    }
}
