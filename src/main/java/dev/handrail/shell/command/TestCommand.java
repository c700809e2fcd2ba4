package dev.handrail.shell.command;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.shell.session.Books;
import dev.handrail.shell.session.Rehearsing;
import dev.handrail.shell.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code test [PATH...]}: runs the specifications beside runbooks, on a sandbox of their own. */
@picocli.CommandLine.Command
final class TestCommand implements Command {
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "files, folders or names; runbooks/ where left out")
    List<String> paths = new ArrayList<>();

    @Option(names = "--junit", paramLabel = "FILE", description = "writes JUnit XML there")
    @Nullable
    Path junit;

    @Override
    public ExitCode run(Session session) {
        Path here = session.seat().folder();
        List<Path> files = new ArrayList<>();
        for (String path : paths.isEmpty() ? List.of("runbooks") : paths) {
            files.addAll(specs(session, here.resolve(path), path));
        }
        if (files.isEmpty()) {
            throw Written.wrong(
                    "there is no specification to run",
                    here.toString(),
                    "a specification lies beside its runbook: shop" + Books.SPECIFICATION + " beside shop.groovy",
                    "write one, docs/testing.md shows how, or name a file or a folder");
        }
        return new Rehearsing(session).test(files, junit == null ? null : here.resolve(junit));
    }

    private static List<Path> specs(Session session, Path place, String written) {
        if (Files.isDirectory(place)) {
            try (Stream<Path> all = Files.walk(place)) {
                return all.filter(f -> f.toString().endsWith(Books.SPECIFICATION))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new Problem(
                        ExitCode.WRONG,
                        "the folder can't be listed",
                        place.toString(),
                        String.valueOf(e.getMessage()),
                        "see its permissions",
                        e);
            }
        }
        if (written.endsWith(Books.SPECIFICATION) && Files.isRegularFile(place)) {
            return List.of(place);
        }
        Path runbook = session.books().find(written);
        Path beside = runbook.resolveSibling(
                String.valueOf(runbook.getFileName()).replaceFirst("\\.groovy$", Books.SPECIFICATION));
        return Files.isRegularFile(beside) ? List.of(beside) : List.of();
    }
}
