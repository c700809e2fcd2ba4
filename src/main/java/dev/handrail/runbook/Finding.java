package dev.handrail.runbook;

/** What became of an effect whose end nobody saw. */
public record Finding(Verdict verdict, String evidence) {
    /** The verdict on it. */
    public enum Verdict {
        APPLIED,
        NOT_APPLIED,
        /** A part of it took hold: the plan does the rest, and going back takes the part along. */
        PARTLY,
        /** Doing it again is safe: the plan looks at the target and does what is missing. */
        PLAN_AGAIN,
        /** Nothing proves it: a person decides. */
        UNKNOWN
    }
}
