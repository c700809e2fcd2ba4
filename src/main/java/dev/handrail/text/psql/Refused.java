package dev.handrail.text.psql;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** psql's commands that are left out because they only show something, and those that are refused. */
final class Refused {
    private static final Set<String> LAYOUT =
            Set.of("a", "C", "f", "H", "html", "pset", "t", "T", "timing", "x", "errverbose", "set");
    private static final Set<String> LOOKS = Set.of(
            "conninfo",
            "copyright",
            "h",
            "help",
            "?",
            "l",
            "l+",
            "list",
            "list+",
            "p",
            "print",
            "s",
            "sf",
            "sf+",
            "sv",
            "sv+",
            "z",
            "zS");
    private static final Set<String> TAKE_LINE = Set.of("copy", "!", "h", "help", "ef", "ev", "sf", "sf+", "sv", "sv+");

    private static final String ENVIRONMENT =
            "the environment file says where databases are: a step of its own, on 'name'";
    private static final String PROGRAM = "give it a step of its own: command 'program', 'argument'";
    private static final String PSQL = "give it a step of its own: command 'psql', …";
    private static final String VALUE = "give the value ahead: variables name: '…'; or let the statement ask for it";
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("c", ENVIRONMENT),
            Map.entry("connect", ENVIRONMENT),
            Map.entry("!", PROGRAM),
            Map.entry("cd", "\\i and \\ir name files relative to the file in which they stand"),
            Map.entry("o", PSQL),
            Map.entry("out", PSQL),
            Map.entry("w", PSQL),
            Map.entry("write", PSQL),
            Map.entry("password", "write ALTER ROLE … PASSWORD with a hash, or " + PSQL),
            Map.entry("prompt", "declare an input in the runbook, and: variables name: input"),
            Map.entry("getenv", VALUE),
            Map.entry("gset", VALUE),
            Map.entry("setenv", PROGRAM),
            Map.entry("crosstabview", "end the statement with ;"),
            Map.entry("gdesc", "remove the statement: \\gdesc does not run it"),
            Map.entry("watch", "waitFor { until { sql '…'; expect … } } in a step of its own"),
            Map.entry("bind", "write the values into the statement"),
            Map.entry("parse", "write the statement where it is run"),
            Map.entry("e", "remove it"),
            Map.entry("edit", "remove it"),
            Map.entry("r", "take out the text before it, which \\r throws away"),
            Map.entry("reset", "take out the text before it, which \\reset throws away"),
            Map.entry("lo_import", PSQL),
            Map.entry("lo_export", PSQL));

    private Refused() {}

    /** Why a command can be left out; empty where it can't. */
    static Optional<String> harmless(String name) {
        if (LAYOUT.contains(name)) {
            return Optional.of("it changes only how psql shows things");
        }
        boolean describes = name.startsWith("d") && name.matches("d[A-Za-z]{0,3}[S+]*");
        return describes || LOOKS.contains(name) ? Optional.of("it only shows something") : Optional.empty();
    }

    static boolean takesLine(String name) {
        return TAKE_LINE.contains(name);
    }

    static String why(String name) {
        return name.equals("gset") || name.equals("getenv") || name.equals("prompt")
                ? "every variable is known when the runbook is read, so that what is shown is what runs"
                : "";
    }

    static String instead(String name) {
        return INSTEAD.getOrDefault(name, "remove it, or " + PSQL);
    }
}
