package dev.handrail.shell.query;

import dev.handrail.problem.Position;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Reading;
import dev.handrail.settings.Environment;
import dev.handrail.target.Visit;
import dev.handrail.text.SqlText;
import dev.handrail.text.Statement;
import dev.handrail.text.Statement.Nature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is typed behind {@code sql}: statements, or one of psql's backslash commands. */
final class SqlWord {
    private final Ground ground;
    private final Manner manner = new Manner();
    private final Chosen chosen = new Chosen("sql");

    SqlWord(Ground ground) {
        this.ground = ground;
    }

    Chosen chosen() {
        return chosen;
    }

    Manner manner() {
        return manner;
    }

    /** @return the lines of the answer */
    List<String> line(Environment environment, Visit visit, String typed) {
        if (typed.startsWith("\\")) {
            return backslash(
                    environment, visit, typed.replaceFirst(";\\s*$", "").strip());
        }
        List<Statement> statements = SqlText.of(typed, new Position("", 1, 1)).statements();
        if (statements.isEmpty()) {
            return List.of();
        }
        String name = chosen.of(environment.databases().keySet());
        boolean changes = statements.stream().anyMatch(s -> !reads(s));
        if (changes) {
            mayChange(statements);
            confirm(environment, visit, name);
        }
        ground.records(environment, "sql on " + name + ": " + typed);
        return changes ? shown(visit.send(name, statements), "done") : asked(visit, name, statements);
    }

    private List<String> asked(Visit visit, String name, List<Statement> statements) {
        List<String> lines = new ArrayList<>();
        statements.forEach(statement -> lines.addAll(shown(visit.ask(name, statement), "")));
        return lines;
    }

    private List<String> shown(Reading answer, String otherwise) {
        if (answer.columns().isEmpty()) {
            return answer.fact("changed")
                    .map(n -> List.of(n + (n.equals(1L) ? " row changed" : " rows changed")))
                    .orElse(List.of(otherwise));
        }
        Grid grid = new Grid(answer);
        return grid.lines(manner.expanded(grid.width() > ground.width()));
    }

    private static boolean reads(Statement statement) {
        return statement.nature() == Nature.READS
                && Effectful.in(statement.shown()).isEmpty();
    }

    private void mayChange(List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement.nature() == Nature.CONTROLS_TRANSACTION) {
                throw Manner.wrong(
                        "a transaction does not last longer than a line here",
                        "sql",
                        "write them in one line, parted by semicolons: all of it or nothing");
            }
            if (!reads(statement) && !ground.writes()) {
                throw Manner.wrong(
                        first(statement) + " changes something, and this shell only reads",
                        "sql",
                        "put it into a runbook, or start the shell with: handrail --allow-writes");
            }
            if (statement.nature().outside() && statements.size() > 1) {
                throw Manner.wrong(first(statement) + " can't be in a transaction with others", "sql", "type it alone");
            }
        }
    }

    private static String first(Statement statement) {
        return Effectful.in(statement.shown())
                .orElse(statement.shown().strip().split("[^A-Za-z_]", 2)[0].toUpperCase(Locale.ROOT));
    }

    private void confirm(Environment environment, Visit visit, String name) {
        if (environment.guarded()) {
            Database.Identity at = visit.database(name).identity();
            String place = environment.name() + "/" + at.database();
            String what = "This changes " + at.database() + " on " + at.host() + ":" + at.port()
                    + " of the protected environment " + environment.name() + ".";
            if (!ground.confirms(what, place)) {
                throw Manner.wrong("nothing was done: " + place + " was not typed", "sql", "type the line again");
            }
        }
    }

    private List<String> backslash(Environment environment, Visit visit, String typed) {
        String[] words = typed.split("\\s+", 2);
        String argument = words.length == 1 ? "" : words[1].strip();
        return switch (words[0]) {
            case "\\x" -> List.of(manner.expand(argument));
            case "\\timing" -> List.of(manner.time(argument));
            case "\\timeout" -> List.of(manner.limit(argument));
            case "\\c", "\\connect" -> choose(environment, argument);
            case "\\?" -> Backslash.HELP;
            case "\\q" -> List.of();
            default -> catalog(environment, visit, words[0].replaceFirst("[+S]+$", ""), argument);
        };
    }

    private List<String> choose(Environment environment, String name) {
        if (!name.isEmpty()) {
            chosen.choose(name, environment.databases().keySet());
        }
        return List.of("The database is " + chosen.of(environment.databases().keySet()) + ".");
    }

    private List<String> catalog(Environment environment, Visit visit, String command, String argument) {
        Backslash.require(command);
        Database database = visit.database(chosen.of(environment.databases().keySet()));
        boolean one =
                command.equals("\\d") && !argument.isEmpty() && !argument.contains("*") && !argument.contains("?");
        return one
                ? new Description(database, argument).lines()
                : shown(new Catalog(database).list(command, argument), "");
    }
}
