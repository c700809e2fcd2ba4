package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Session;

/** One command: its fields are its options, filled in from the line that was typed. */
public interface Command {
    /**
     * Does what the line says.
     *
     * @throws dev.handrail.problem.Problem where it can't be done; the front tells it
     */
    ExitCode run(Session session);
}
