package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.target.host.Call;
import dev.handrail.target.host.Captured;
import dev.handrail.target.host.Child;
import dev.handrail.target.host.Output;
import dev.handrail.target.host.SearchPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of PostgreSQL's own programs, by its absolute path.
 *
 * @param version as it says itself, e.g. {@code pg_dump (PostgreSQL) 15.18}
 */
public record PgProgram(Path path, String version, int major) {
    private static final Pattern MAJOR = Pattern.compile("PostgreSQL\\) (\\d+)");
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * The first one on the path that is not older than the server; else one of those that Debian keeps beside each
     * other.
     *
     * @throws Problem exit 7 where there is none, or only older ones
     */
    public static PgProgram require(String name, int server, SearchPath path) {
        Path here = Path.of("").toAbsolutePath();
        Optional<PgProgram> first = path.find(name, here).flatMap(PgProgram::asked);
        if (first.isPresent() && first.get().major() >= server) {
            return first.get();
        }
        return beside(name)
                .flatMap(p -> asked(p).stream())
                .filter(p -> p.major() >= server)
                .min(Comparator.comparingInt(PgProgram::major))
                .orElseThrow(() -> first.isEmpty() ? missing(name, here, path) : tooOld(first.get(), server));
    }

    private static Stream<Path> beside(String name) {
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(v -> v.resolve("bin").resolve(name)).filter(Files::isExecutable).toList().stream();
        } catch (java.io.IOException e) {
            return Stream.empty();
        }
    }

    private static Optional<PgProgram> asked(Path program) {
        Captured said = new Captured();
        Child child = Child.start(Call.of(program.toString(), "--version"), said, Output.nowhere());
        try {
            if (child.await(PATIENCE).isEmpty()) {
                child.cancel();
            }
        } catch (InterruptedException e) {
            child.cancel();
            Thread.currentThread().interrupt();
        }
        Matcher major = MAJOR.matcher(said.trimmed());
        return major.find()
                ? Optional.of(new PgProgram(program, said.trimmed(), Integer.parseInt(major.group(1))))
                : Optional.empty();
    }

    private static Problem missing(String name, Path here, SearchPath path) {
        path.require(name, here); // says where it was looked for and what to install
        return new Problem(
                ExitCode.UNREACHABLE,
                "the program '" + name + "' on PATH is not PostgreSQL's",
                path.require(name, here).toString(),
                name + " --version does not say which PostgreSQL it belongs to",
                "put PostgreSQL's own first on PATH");
    }

    private static Problem tooOld(PgProgram found, int server) {
        return new Problem(
                ExitCode.UNREACHABLE,
                found.path() + " is older than the server",
                "",
                "it is of PostgreSQL " + found.major() + ", the server of " + server,
                "install the client of the server's version (Debian and Ubuntu: apt install postgresql-client-" + server
                        + ")");
    }

    List<String> argv(List<String> arguments) {
        return Stream.concat(Stream.of(path.toString()), arguments.stream()).toList();
    }
}
