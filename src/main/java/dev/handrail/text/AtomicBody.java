package dev.handrail.text;

import java.util.Locale;

/** The body of a routine in BEGIN ATOMIC … END: semicolons in it do not end the statement; CASE … END nests. */
final class AtomicBody {
    private static final int LONGEST_START = "create or replace function".split(" ").length;

    private String first = "";
    private String previous = "";
    private int words;
    private boolean routine;
    private int depth;

    /** Takes notice of the next word outside of quotes and comments. */
    void word(String written) {
        if (words >= LONGEST_START && !routine) {
            return; // no routine any more, and only in one words count
        }
        String word = written.toLowerCase(Locale.ROOT);
        words++;
        if (words == 1) {
            first = word;
        }
        routine |= words <= LONGEST_START
                && first.equals("create")
                && (word.equals("function") || word.equals("procedure"));
        boolean label = previous.equals("as");
        if (depth == 0) {
            depth = routine && previous.equals("begin") && word.equals("atomic") ? 1 : 0;
        } else if (word.equals("case") && !label) {
            depth++;
        } else if (word.equals("end") && !label) {
            depth--;
        }
        previous = word;
    }

    /** Takes notice of anything else that is neither blank nor comment. */
    void other() {
        previous = "";
    }

    boolean open() {
        return depth > 0;
    }
}
