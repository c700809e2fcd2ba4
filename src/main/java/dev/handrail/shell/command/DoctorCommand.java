package dev.handrail.shell.command;

import dev.handrail.dsl.Mode;
import dev.handrail.problem.ExitCode;
import dev.handrail.runbook.Runbook;
import dev.handrail.shell.session.Bound;
import dev.handrail.shell.session.Buckets;
import dev.handrail.shell.session.Machine;
import dev.handrail.shell.session.Ready;
import dev.handrail.shell.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** {@code doctor [RUNBOOK]}: what is missing on this machine, or for a runbook, and what to do about it. */
@picocli.CommandLine.Command
final class DoctorCommand implements Command {
    @Parameters(
            arity = "0..*",
            paramLabel = "RUNBOOK",
            description = "what this runbook needs; or places in S3, s3://bucket/prefix")
    @Nullable
    List<String> places;

    @Override
    public ExitCode run(Session session) {
        List<String> all = places == null ? List.of() : places;
        List<String> stores = all.stream().filter(DoctorCommand::store).toList();
        List<String> books = all.stream().filter(place -> !store(place)).toList();
        List<Runbook> loaded = books.stream()
                .map(book -> session.books()
                        .load(book, session.options().inputs(), Mode.CHECK)
                        .runbook())
                .toList();
        boolean good = new Machine(session).tell();
        if (books.isEmpty() || !stores.isEmpty()) {
            good &= new Buckets(session, stores).tell();
        }
        if (books.isEmpty()) {
            good &= new Bound(session, session.environment()).tell();
        }
        for (Runbook runbook : loaded) {
            good &= new Ready(session, runbook).tell();
        }
        return good ? ExitCode.DONE : ExitCode.UNREACHABLE;
    }

    private static boolean store(String place) {
        return place.startsWith("s3:");
    }
}
