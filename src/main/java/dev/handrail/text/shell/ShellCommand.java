package dev.handrail.text.shell;

import java.util.List;
import java.util.Map;

/**
 * One simple command.
 *
 * @param set variables that are set before the program's name
 * @param words the program and its arguments; empty where only variables are set
 * @param redirects what it reads and writes instead of the terminal
 * @param then what stands behind it: {@code |}, {@code &&}, {@code ||}, {@code ;}, {@code &}, or nothing at a line's end
 * @param line counted from 1 in the text that was read
 * @param comment what stands in comments above it
 * @param written as it was written
 */
public record ShellCommand(
        Map<String, Word> set,
        List<Word> words,
        List<Redirect> redirects,
        String then,
        int line,
        String comment,
        String written) {
    /** {@code >}, {@code >>}, {@code <} or the like, and where to. */
    public record Redirect(String sign, Word target) {
        public boolean reads() {
            return sign.startsWith("<");
        }
    }

    public ShellCommand {
        set = Map.copyOf(set);
        words = List.copyOf(words);
        redirects = List.copyOf(redirects);
    }

    /** A program that is started without a shell. */
    public static ShellCommand plain(List<String> argv) {
        List<Word> words = argv.stream().map(Word::plain).toList();
        return new ShellCommand(Map.of(), words, List.of(), "", 1, "", String.join(" ", argv));
    }

    /** The program and its arguments as plain text. */
    public List<String> argv() {
        return words.stream().map(Word::text).toList();
    }

    /** True where it needs no shell: nothing is expanded, redirected or piped. */
    public boolean plain() {
        return set.isEmpty()
                && redirects.isEmpty()
                && !then.equals("|")
                && !then.equals("&")
                && words.stream().noneMatch(w -> w.expands() || w.pattern());
    }
}
