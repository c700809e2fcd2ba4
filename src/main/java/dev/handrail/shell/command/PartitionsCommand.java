package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.session.Surveying;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** {@code partitions [TABLE]}: the partitioned tables, their ranges, rows, sizes and gaps, and when the next is due. */
@picocli.CommandLine.Command
final class PartitionsCommand implements Command {
    @Parameters(
            arity = "0..1",
            paramLabel = "TABLE",
            description = "one table; all that are partitioned where left out")
    @Nullable
    String table;

    @Override
    public ExitCode run(Session session) {
        new Surveying(session, session.environment()).tell(Optional.ofNullable(table));
        return ExitCode.DONE;
    }
}
