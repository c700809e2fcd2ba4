package dev.handrail.hazard.habit;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.text.shell.ShellText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that is sent somewhere: statements, and bodies of requests. */
public final class TextHabits {
    private static final Pattern FLUSH = Pattern.compile("(?i)\\bFLUSH(DB|ALL)\\b");
    private static final Pattern KEYS = Pattern.compile("(?i)\\bKEYS\\s+[\"'\\\\]*[\\w:.-]*\\*");
    private static final Pattern PROGRAM =
            Pattern.compile("(?is)^\\s*copy\\b.*?\\b(?:from|to)\\s+program\\s+'((?:[^']|'')*)'");
    private static final Pattern URL = Pattern.compile("\\b[a-z][a-z0-9+]*://[^\\s:/@$<]+:([^\\s@/$<*]+)@");
    private static final Pattern NAME = Pattern.compile(
            "(?i).*(password|passwd|passphrase|secret|token|api[-_]?key|authorization|private[-_]?key).*");
    private static final Pattern OPTION = Pattern.compile("(?i)--?(password|token|secret|api-?key)=(.+)");

    private TextHabits() {}

    /** What goes wrong with a statement: what it has a program do. */
    public static List<Habit> sql(String statement) {
        Matcher program = PROGRAM.matcher(statement);
        return program.find()
                ? ShellHabits.of(ShellText.commands(program.group(1).replace("''", "'")))
                : List.of();
    }

    /** What goes wrong with the body of a request: what it has a cache do. */
    public static List<Habit> body(String body) {
        List<Habit> found = new ArrayList<>();
        Matcher flush = FLUSH.matcher(body);
        if (flush.find()) {
            add(found, Danger.FLUSHES_ALL, flush.group() + " removes every key, those of others too");
        }
        if (KEYS.matcher(body).find()) {
            add(found, Danger.KEYS_BLOCKS, "KEYS goes through all keys at once: Redis answers nobody");
        }
        return found;
    }

    /**
     * A password or token that is written down.
     *
     * @param name of the variable, header or field; empty for an argument
     */
    public static List<Habit> clear(String name, String value) {
        List<Habit> found = new ArrayList<>();
        Matcher option = OPTION.matcher(value);
        boolean written = !value.isBlank() && !value.matches("(?i)[<$*].*|true|false|\\d{1,3}|(Bearer|Basic)\\s*<.*");
        if (URL.matcher(value).find()) {
            add(found, Danger.SECRET_IN_CLEAR, "a password stands in an address, where everybody reads it");
        } else if (option.matches()) {
            add(
                    found,
                    Danger.SECRET_IN_CLEAR,
                    "the value of --" + option.group(1) + " stands where everybody reads it");
        } else if (NAME.matcher(name).matches() && written) {
            add(found, Danger.SECRET_IN_CLEAR, "the value of " + name + " stands where everybody reads it");
        }
        return found;
    }

    private static void add(List<Habit> found, Danger danger, String what) {
        found.add(new Habit(danger, what, danger.safe(), 1));
    }
}
