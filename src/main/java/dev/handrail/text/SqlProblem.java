package dev.handrail.text;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;

/** A mistake in SQL text, found while reading it. */
public final class SqlProblem {
    private SqlProblem() {}

    public static Problem at(Position position, String what, String why, String remedy) {
        return new Problem(ExitCode.WRONG, what, position.toString(), why, remedy);
    }

    /** The quote or comment with which {@code rest} starts has no end, or a value stands in it. */
    public static Problem unended(String rest, boolean valueFollows, Position position) {
        String kind = rest.startsWith("--") || rest.startsWith("/*")
                ? "comment"
                : rest.startsWith("\"") ? "quoted name" : "quoted text";
        return valueFollows
                ? at(
                        position,
                        "a ${value} stands inside the " + kind + " that starts here",
                        "a value is bound beside the statement, it can't become part of quoted text or a comment",
                        "close the " + kind + " before it; write ${value} without quotes around it")
                : at(position, "the " + kind + " that starts here does not end", "", "close it");
    }

    /** COPY through the client, where there is no file that holds the rows. */
    static Problem copyInPlace(Position position) {
        return at(
                position,
                "COPY from standard input or to standard output can't be used here",
                "the rows would have to come from, or go to, the terminal",
                "put statement and rows into a file, sql file('x.sql'); or write the rows as INSERT");
    }

    /** {@code rest} starts with one of psql's own commands. */
    static Problem psqlCommand(String rest, Position position) {
        String command = rest.split("[\\s;']", 2)[0];
        return at(
                position,
                "psql's own command " + Escape.line(command) + " is not SQL",
                "the statements are sent to the server without psql",
                "put it into a file, sql file('x.sql'), where psql's commands are read; or write what it would do as SQL");
    }
}
