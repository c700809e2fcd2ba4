package dev.handrail.spec;

/** What goes wrong once, in the work of a step. */
enum Fault {
    /** Its next effect fails before anything is sent. */
    FAILS,
    /** Its next effect is done, and nobody sees how it ended. */
    CUT,
    /** The program is killed once its next effect is done, before that is on record. */
    KILLED
}
