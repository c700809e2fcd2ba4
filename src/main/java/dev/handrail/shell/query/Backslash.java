package dev.handrail.shell.query;

import dev.handrail.text.NearWord;
import java.util.ArrayList;
import java.util.List;

/** The backslash commands that are understood: psql's, as far as they look at something. */
final class Backslash {
    static final List<String> HELP = """
            sql select 1              asks; several statements are parted by semicolons
            sql on NAME [select 1]    which database, from now on; as \\c NAME
            sql                       alone: lines of SQL, each ended by a semicolon
            \\q                        leaves them
            \\d  \\dt  \\di [PATTERN]    tables and the like, tables, indexes
            \\dv  \\dm  \\ds [PATTERN]   views, materialized ones, sequences
            \\d NAME                   one of them: columns, indexes, constraints, triggers
            \\dn  \\du  \\dx  \\l         schemas, roles, extensions, databases
            \\x [on|off|auto]          a row as a block of lines
            \\timing [on|off]          how long each takes
            \\timeout [5m]             how long each may take
            Ctrl-C ends a statement on the server.""".lines().toList();

    private static final List<String> OTHERS =
            List.of("\\x", "\\timing", "\\timeout", "\\c", "\\connect", "\\?", "\\q");

    private Backslash() {}

    static List<String> names() {
        List<String> all = new ArrayList<>(OTHERS);
        all.addAll(Catalog.lists());
        return all;
    }

    /** @throws dev.handrail.problem.Problem exit 2 where it does not look up a list */
    static void require(String command) {
        if (!Catalog.lists().contains(command)) {
            throw Manner.wrong("there is no " + command + " here", "sql", NearWord.proposal(command, names()));
        }
    }
}
