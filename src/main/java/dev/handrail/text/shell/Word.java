package dev.handrail.text.shell;

/**
 * One word of a line, its quotes taken off.
 *
 * @param expands true where the shell would put something else in its place: a variable, a command's output
 * @param pattern true where the shell would put the names of files in its place
 */
public record Word(String text, boolean expands, boolean pattern) {
    public static Word plain(String text) {
        return new Word(text, false, false);
    }

    /** {@code text} as a shell takes it for itself, whatever is in it. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
