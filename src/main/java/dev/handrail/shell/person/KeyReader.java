package dev.handrail.shell.person;

import dev.handrail.shell.person.Keyboard.Press;
import java.io.IOException;

/**
 * Tells presses apart in what a terminal sends: escape sequences are read to their end, and are never an answer. What
 * comes in one burst was not typed by a finger: only a key with nothing before and behind it is alone.
 */
final class KeyReader {
    private static final int ESCAPE = 27;
    /** How long the rest of a sequence may take over a slow line. */
    private static final long REST_MILLIS = 400;

    private static final String PASTE_END = "\033[201~";
    /** A mouse of the oldest kind says button, column and row as plain characters behind its sequence. */
    private static final int MOUSE = 3;

    private static final int BELL = 7;
    /** What a terminal tells of itself is never longer. */
    private static final int LONGEST = 4096;

    private final Source source;
    private boolean burst;

    /** Where characters come from. */
    interface Source {
        /**
         * @param millis how long it waits
         * @return the character; negative where none came in time
         */
        int read(long millis) throws IOException;

        /** True where more lies ready behind the character that was read last. */
        boolean more();
    }

    KeyReader(Source source) {
        this.source = source;
    }

    /** What came before is over: the next press begins anew. */
    void fresh() {
        burst = false;
    }

    /** The press that begins with {@code first}. */
    Press press(int first) throws IOException {
        boolean more = source.more();
        boolean alone = !more && !burst;
        burst = more;
        return switch (first) {
            case 3 -> Press.of(Press.Kind.INTERRUPT);
            case 4 -> Press.of(Press.Kind.END);
            case '\r', '\n' -> new Press(Press.Kind.ENTER, "", alone);
            case 8, 127 -> new Press(Press.Kind.ERASE, "", alone);
            case 21 -> new Press(Press.Kind.ERASE_LINE, "", alone);
            case ESCAPE -> sequence();
            default ->
                first < ' '
                        ? Press.of(Press.Kind.OTHER)
                        : new Press(Press.Kind.CHARACTER, String.valueOf((char) first), alone);
        };
    }

    private Press sequence() throws IOException {
        int kind = source.read(REST_MILLIS);
        if (kind == '[') {
            StringBuilder sequence = new StringBuilder();
            int c = source.read(REST_MILLIS);
            while (c >= 0x20 && c < 0x40) {
                sequence.append((char) c);
                c = source.read(REST_MILLIS);
            }
            for (int i = 0; c == 'M' && sequence.isEmpty() && i < MOUSE; i++) {
                source.read(REST_MILLIS);
            }
            return ended(c == '~' && sequence.toString().equals("200") ? paste() : Press.of(Press.Kind.OTHER));
        }
        if (kind == 'O') {
            source.read(REST_MILLIS);
        }
        if (kind == ']' || kind == 'P' || kind == '_' || kind == '^' || kind == 'X') {
            told();
        }
        return ended(Press.of(Press.Kind.OTHER));
    }

    /** Whether the next key follows at once is asked where the sequence ends, not where it began. */
    private Press ended(Press press) {
        burst = source.more();
        return press;
    }

    /** What the terminal tells of itself, to its end: BEL, or ESC and a backslash. */
    private void told() throws IOException {
        int last = 0;
        for (int i = 0; i < LONGEST; i++) {
            int c = source.read(REST_MILLIS);
            if (c < 0 || c == BELL || (c == '\\' && last == ESCAPE)) {
                return;
            }
            last = c;
        }
    }

    private Press paste() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(PASTE_END) < 0) {
            int c = source.read(REST_MILLIS);
            if (c < 0) {
                return Press.pasted(text.toString());
            }
            text.append((char) c);
        }
        return Press.pasted(text.substring(0, text.length() - PASTE_END.length()));
    }
}
