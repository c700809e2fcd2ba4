package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Host;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Prune;
import dev.handrail.runbook.Unfinished;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.show.BackupTable;
import dev.handrail.shell.show.UnfinishedTable;
import dev.handrail.target.backup.Manifests;
import dev.handrail.target.host.LocalHost;
import dev.handrail.target.host.SearchPath;
import dev.handrail.target.host.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** {@code restore [PLACE…]}: what can be restored, and the runbook that does it. Restores nothing itself. */
@picocli.CommandLine.Command
final class RestoreCommand implements Command {
    /** Where backups lie when nothing is said, and where those for S3 wait until they are there. */
    private static final List<String> USUAL = List.of("backups", "uploads");

    @Parameters(
            arity = "0..*",
            paramLabel = "PLACE",
            description = "folders of backups, or s3://bucket/prefix; handrail's own where left out")
    @Nullable
    List<String> places;

    @Override
    public ExitCode run(Session session) {
        Path home = session.home().root();
        Host host = new LocalHost(home, new Workplace(home, SearchPath.ofEnvironment(), Map.of()), new Manifests());
        List<String> asked = places == null || places.isEmpty() ? USUAL : places;
        List<Manifest> found = asked.stream()
                .flatMap(place -> in(host, place))
                .sorted(Comparator.comparing(Manifest::at).reversed())
                .toList();
        tell(session.console(), found, asked);
        tellUnfinished(
                session.console(),
                asked.stream().flatMap(place -> unfinished(host, place)).toList());
        return ExitCode.DONE;
    }

    private Stream<Manifest> in(Host host, String place) {
        if (Bucket.meant(place)) {
            return host.backups(bucket(place)).stream();
        }
        Path folder = host.folder(place);
        if (places != null && !Files.isDirectory(folder)) {
            throw wrong(place, "there is no folder " + folder);
        }
        return host.backup(folder).map(Stream::of).orElseGet(() -> host.backups(folder).stream());
    }

    private static void tellUnfinished(Console console, List<Unfinished> left) {
        UnfinishedTable table = new UnfinishedTable(left);
        if (console.json()) {
            table.records().forEach(console::record);
        } else if (!left.isEmpty()) {
            console.say("\nNever finished, and no backups:\n");
            table.lines().forEach(console::data);
            console.say("\nThe next backup by the same step asks whether to remove what is its own (headless: --consent"
                    + " STEP=" + Prune.CONSENT + ").");
        }
    }

    private static Stream<Unfinished> unfinished(Host host, String place) {
        return (Bucket.meant(place) ? host.unfinished(bucket(place)) : host.unfinished(host.folder(place))).stream();
    }

    private static Bucket bucket(String place) {
        try {
            return Bucket.of(place);
        } catch (IllegalArgumentException e) {
            throw wrong(place, String.valueOf(e.getMessage()));
        }
    }

    private static Problem wrong(String place, String why) {
        return new Problem(
                ExitCode.WRONG,
                "no backups lie in '" + place + "'",
                "",
                why,
                "write a folder, relative to handrail's home or absolute, or s3://bucket/prefix");
    }

    private static void tell(Console console, List<Manifest> found, List<String> asked) {
        BackupTable table = new BackupTable(found, Clock.systemUTC().instant());
        if (console.json()) {
            table.records().forEach(console::record);
        } else if (found.isEmpty()) {
            console.say("There is no proven backup in " + String.join(", ", asked)
                    + ". Take one in a runbook: backup { to 'backups'; verify restored }");
        } else {
            table.lines().forEach(console::data);
            console.say("\nThe newest comes back with this runbook (handrail run FILE --env ENVIRONMENT):\n");
            console.say(table.runbook(found.get(0)));
        }
    }
}
