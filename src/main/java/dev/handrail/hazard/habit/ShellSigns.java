package dev.handrail.hazard.habit;

import java.util.Set;
import java.util.regex.Pattern;

/** Arguments that mean something to a shell, and nothing to the program that is given them. */
final class ShellSigns {
    private static final Set<String> SIGNS =
            Set.of("|", "||", "&&", ";", "&", ">", ">>", "<", "<<", "2>&1", "2>", "&>");
    private static final Pattern VARIABLE = Pattern.compile("\\$[A-Z_][A-Z0-9_]*|\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}");
    private static final Pattern OUTPUT = Pattern.compile("\\$\\([a-z][^)]*\\)|`[a-z][^`]*`");
    private static final Pattern FILES = Pattern.compile("[\\w./-]*\\*[\\w./-]*\\.\\w{1,6}");

    private ShellSigns() {}

    static boolean meansShell(String argument) {
        return SIGNS.contains(argument)
                || VARIABLE.matcher(argument).matches()
                || OUTPUT.matcher(argument).find()
                || FILES.matcher(argument).matches();
    }
}
