package dev.handrail.report;

import java.util.List;

/** A piece of a report's text, and what it is; each form of the report shows it in its own way. */
sealed interface Piece {
    /** Text of whatever origin; a form makes it harmless. */
    record Plain(String text) implements Piece {}

    /** A path, a digest or a command, to be read letter by letter. */
    record Code(String text) implements Piece {}

    /** The state of a run or step, or a verdict. */
    record Badge(String state) implements Piece {}

    /** A step of this run, by its id. */
    record StepId(String id) implements Piece {}

    /** A size or duration. */
    record Amount(String text) implements Piece {}

    /** What was seen last, of all that was seen one after the other. */
    record Series(List<String> values) implements Piece {}

    static Piece plain(String text) {
        return new Plain(text);
    }

    static Piece code(String text) {
        return new Code(text);
    }
}
