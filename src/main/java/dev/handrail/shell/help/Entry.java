package dev.handrail.shell.help;

/**
 * One command as help names it.
 *
 * @param arguments as they are written after the word; may be empty
 * @param example a whole line that can be typed
 */
public record Entry(String name, String arguments, String does, String example) {
    /** True for a word of the shell, which is no command of the command line. */
    public boolean inside() {
        return !example.startsWith("handrail ");
    }
}
