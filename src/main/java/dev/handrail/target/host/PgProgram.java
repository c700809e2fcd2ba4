package dev.handrail.target.host;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
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
    private static final String WRAPPER = "pg_wrapper";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As {@link #require(String, int, int, SearchPath)}, however new. */
    public static PgProgram require(String name, int least, SearchPath path) {
        return require(name, least, Integer.MAX_VALUE, path);
    }

    /**
     * The first one on the path if its version is within both bounds; else one of those that Debian keeps beside each
     * other; else, in the same order, one that is newer.
     *
     * @throws Problem exit 7 where there is none, or only older ones
     */
    public static PgProgram require(String name, int least, int best, SearchPath path) {
        Path here = Path.of("").toAbsolutePath();
        Optional<PgProgram> first = onPath(name, here, path);
        return within(first, name, least, best)
                .or(() -> within(first, name, least, Integer.MAX_VALUE))
                .orElseThrow(() -> first.or(() -> newest(name, Integer.MAX_VALUE, path))
                        .map(found -> tooOld(found, least))
                        .orElseGet(() -> missing(name, here, path)));
    }

    private static Optional<PgProgram> within(Optional<PgProgram> first, String name, int least, int most) {
        return first.filter(p -> p.major() >= least && p.major() <= most)
                .or(() -> beside(name)
                        .filter(p -> p.major() >= least && p.major() <= most)
                        .min(Comparator.comparingInt(PgProgram::major)));
    }

    /** The newest one that {@link #require} may choose, not above {@code most}. */
    public static Optional<PgProgram> newest(String name, int most, SearchPath path) {
        Path here = Path.of("").toAbsolutePath();
        return Stream.concat(onPath(name, here, path).stream(), beside(name))
                .filter(p -> p.major() <= most)
                .max(Comparator.comparingInt(PgProgram::major));
    }

    /** Debian's wrapper on the path is none: it chooses a version by what clusters there are on this machine. */
    private static Optional<PgProgram> onPath(String name, Path here, SearchPath path) {
        return path.find(name, here)
                .map(Path::toAbsolutePath)
                .filter(p -> !real(p).endsWith(WRAPPER))
                .flatMap(PgProgram::asked);
    }

    private static Path real(Path program) {
        try {
            return program.toRealPath();
        } catch (IOException e) {
            return program;
        }
    }

    private static Stream<PgProgram> beside(String name) {
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions
                    .map(v -> v.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .flatMap(p -> asked(p).stream())
                    .toList()
                    .stream();
        } catch (IOException e) {
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

    /** SHA-256 of the program itself: for the record, should its results ever be doubted. */
    public String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
            return HexFormat.of().formatHex(digest);
        } catch (IOException | NoSuchAlgorithmException e) {
            return "";
        }
    }

    public List<String> argv(List<String> arguments) {
        return Stream.concat(Stream.of(path.toString()), arguments.stream()).toList();
    }
}
