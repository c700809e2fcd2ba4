package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Bound;
import dev.handrail.shell.session.Buckets;
import dev.handrail.shell.session.Machine;
import dev.handrail.shell.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** {@code doctor [s3://…]}: what is missing on this machine, and what to do about it. */
@picocli.CommandLine.Command
final class DoctorCommand implements Command {
    @Parameters(
            arity = "0..*",
            paramLabel = "PLACE",
            description = "places in S3, s3://bucket/prefix; those that the runbooks here name where left out")
    @Nullable
    List<String> places;

    @Override
    public ExitCode run(Session session) {
        boolean machine = new Machine(session).tell();
        boolean stored = new Buckets(session, places == null ? List.of() : places).tell();
        boolean targets = new Bound(session, session.environment()).tell();
        return machine && stored && targets ? ExitCode.DONE : ExitCode.UNREACHABLE;
    }
}
