package dev.handrail.run;

/**
 * What was decided at a step's question.
 *
 * @param reason for skips, marks and overrides: why; for NOTE: its text; for ANSWER: the answer
 * @param evidence for ANSWER: what was asked for besides; may be empty
 * @param by {@code option} where it was given ahead, else empty
 */
public record Decision(Kind kind, String reason, String evidence, String by) {
    /** The choices at a question. */
    public enum Kind {
        YES,
        /** Yes to this and the rest of the section, but never to what destroys. */
        ALL,
        SKIP,
        BY_HAND,
        BACK_OUT,
        QUIT,
        NOTE,
        ANSWER,
        /** Go on although a requirement does not hold. */
        OVERRIDE
    }

    public static Decision of(Kind kind) {
        return new Decision(kind, "", "", "");
    }

    public static Decision because(Kind kind, String reason) {
        return new Decision(kind, reason, "", "");
    }

    public static Decision byOption(Kind kind, String reason) {
        return new Decision(kind, reason, "", "option");
    }

    /** The word in the journal: {@code yes}, {@code by-hand} … */
    public String word() {
        return kind == Kind.ALL
                ? "yes"
                : kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
