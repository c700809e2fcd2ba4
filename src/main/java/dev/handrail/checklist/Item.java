package dev.handrail.checklist;

/** What stands below a heading; its line counted from 1. */
sealed interface Item {
    int line();

    /**
     * A block of code.
     *
     * @param title of the item that it belongs to; may be empty
     */
    record Block(String language, String text, String title, int line) implements Item {}

    /** A box to tick, or a numbered instruction. */
    record Task(String text, boolean ticked, int line) implements Item {}

    /** Text that asks for nothing. */
    record Prose(String text, int line) implements Item {}
}
