package dev.handrail.dsl.words;

/** A value of the language that is more than its text. */
interface Declared {
    /** What goes on the tape for it. */
    Object taped();
}
