package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Bound;
import dev.handrail.shell.session.Machine;
import dev.handrail.shell.session.Session;

/** {@code doctor}: what is missing on this machine, and what to do about it. */
@picocli.CommandLine.Command
final class DoctorCommand implements Command {
    @Override
    public ExitCode run(Session session) {
        boolean machine = new Machine(session).tell();
        boolean targets = new Bound(session, session.environment()).tell();
        return machine && targets ? ExitCode.DONE : ExitCode.UNREACHABLE;
    }
}
