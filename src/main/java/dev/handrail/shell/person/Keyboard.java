package dev.handrail.shell.person;

import java.util.function.Consumer;

/** A person's keys, one press at a time. */
public interface Keyboard {
    /** Gets ready to be asked: from now on keys come one by one and are not echoed. */
    void listen();

    /** Throws away whatever was typed before now. */
    void drain();

    /** From now on single keys are handed over as they are pressed, on another thread; until {@link #deaf} or a question. */
    void hear(Consumer<String> heard);

    /** Keys are not handed over any more. */
    void deaf();

    /** Waits for the next press. */
    Press press();

    /** Waits for the next press, and does {@code meanwhile} about ten times a second where a line can be drawn over. */
    default Press press(Runnable meanwhile) {
        return press();
    }

    /**
     * The person's Ctrl-C, seen from another thread.
     *
     * @return true where a press is waited for: then the interrupt is that press
     */
    boolean interrupted();

    /**
     * The program is to be stopped: the terminal is given back meanwhile, and a question is shown once more afterwards.
     *
     * @param stopping stops here, and returns when the program goes on
     */
    void stop(Runnable stopping);

    /** Told once, where it turns out that the terminal is gone. */
    void whenGone(Runnable told);

    /** The run pauses: every press is the end, until {@link #rest()}. */
    void over();

    /** The terminal is gone: every press from now on is the end. */
    void gone();

    /** Gives the terminal back as it was. */
    void rest();

    /**
     * One press.
     *
     * @param text the character, or what was pasted
     * @param alone true where nothing else came with it: a person's finger, no sequence and no burst
     */
    record Press(Kind kind, String text, boolean alone) {
        /** What was pressed. */
        public enum Kind {
            CHARACTER,
            /** A character of a key that may have been held since it was pressed last: no answer, but text. */
            HELD,
            ENTER,
            ERASE,
            ERASE_LINE,
            PASTE,
            INTERRUPT,
            END,
            /** The program was stopped and goes on: what was on the screen may be gone. */
            RESUMED,
            /** Arrow keys and the like: never an answer. */
            OTHER
        }

        public static Press of(Kind kind) {
            return new Press(kind, "", true);
        }

        public static Press of(char character) {
            return new Press(Kind.CHARACTER, String.valueOf(character), true);
        }

        public static Press pasted(String text) {
            return new Press(Kind.PASTE, text, false);
        }
    }
}
