package dev.handrail.shell.command;

import dev.handrail.dsl.Loaded;
import dev.handrail.dsl.Loader;
import dev.handrail.dsl.Mode;
import dev.handrail.dsl.mistake.Mistakes;
import dev.handrail.problem.ExitCode;
import dev.handrail.run.Pauses;
import dev.handrail.shell.check.Against;
import dev.handrail.shell.check.Checked;
import dev.handrail.shell.check.Format;
import dev.handrail.shell.check.Watching;
import dev.handrail.shell.session.Books;
import dev.handrail.shell.session.Session;
import dev.handrail.shell.session.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check [PATH...]}: every mistake and hazard that can be seen without a target; with {@code --env} its SQL is read by the databases there. */
@picocli.CommandLine.Command
final class CheckCommand implements Command {
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "files, folders or names; all where left out")
    List<String> paths = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default), json, sarif or github")
    String format = "text";

    @Option(names = "--strict", description = "exit 1 where there are hazards that nobody accepted")
    boolean strict;

    @Option(names = "--watch", description = "checks again whatever changes, until Ctrl-C")
    boolean watch;

    @Override
    public ExitCode run(Session session) {
        Format written = Objects.requireNonNull(Written.word("--format", format, Written.words(Format.class)));
        Format form = written == Format.TEXT && session.console().json() ? Format.JSON : written;
        refuseDocument(form);
        List<Path> files = files(session);
        if (files.isEmpty()) {
            throw Written.wrong(
                    "there is no runbook to check", session.seat().folder().toString(), "", "name a file or a folder");
        }
        List<Checked> all = files.stream().map(file -> checked(session, file)).toList();
        form.tell(session.console(), all, session.seat().folder());
        if (watch) {
            new Watching(
                            () -> files(session),
                            file -> checked(session, file),
                            session.console(),
                            session.seat().folder())
                    .onwards(all, Pauses.REAL);
        }
        if (all.stream().anyMatch(one -> one.mistakes() != null)) {
            return ExitCode.WRONG;
        }
        return strict && all.stream().anyMatch(Checked::open) ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void refuseDocument(Format form) {
        if (watch && form != Format.TEXT && form != Format.JSON) {
            throw Written.wrong(
                    "--watch tells each change as it comes, and --format " + format + " is one document",
                    "",
                    "",
                    "leave one of them out");
        }
    }

    private static Checked checked(Session session, Path file) {
        try {
            Loader loader = session.books().loader();
            Optional<List<String>> families = loader.families(file);
            if (families.isPresent()) {
                return new Checked(file, null, null, families.get());
            }
            Loaded loaded = loader.load(file, session.options().inputs(), Mode.CHECK);
            return session.options().named()
                    ? against(session, file, loaded)
                    : new Checked(file, loaded, null, List.of());
        } catch (Mistakes found) {
            return new Checked(file, null, found, List.of());
        }
    }

    /** Reads, and only in an environment that was named. */
    private static Checked against(Session session, Path file, Loaded loaded) {
        try (Stage stage = Stage.planning(session, loaded.runbook())) {
            return Against.judged(file, loaded, stage.targets(), session.seat().folder());
        }
    }

    private List<Path> files(Session session) {
        Books books = session.books();
        if (paths.isEmpty()) {
            return List.copyOf(books.named().values());
        }
        List<Path> files = new ArrayList<>();
        for (String path : paths) {
            Path place = session.seat().folder().resolve(path);
            if (Files.isDirectory(place)) {
                files.addAll(Books.in(place).values());
            } else if (!path.endsWith(Books.SPECIFICATION)) {
                // *.groovy of a shell names specifications, too.
                files.add(books.find(path));
            }
        }
        return files;
    }
}
