package dev.handrail.target.host;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folders in which programs are looked for, in order. */
public record SearchPath(List<Path> folders) {
    private static final Map<String, String> KNOWN = Map.of(
            "pg_dump", "postgresql-client",
            "pg_restore", "postgresql-client",
            "pg_dumpall", "postgresql-client",
            "psql", "postgresql-client",
            "redis-cli", "redis-tools",
            "age", "age");

    public SearchPath {
        folders = List.copyOf(folders);
    }

    /** The environment's PATH. */
    public static SearchPath ofEnvironment() {
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return new SearchPath(Pattern.compile(File.pathSeparator)
                .splitAsStream(path)
                .filter(f -> !f.isBlank())
                .map(Path::of)
                .toList());
    }

    /** This path with {@code folder} looked into first. */
    public SearchPath first(Path folder) {
        return new SearchPath(Stream.concat(Stream.of(folder), folders.stream()).toList());
    }

    /** As PATH is written. */
    public String joined() {
        return folders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Where {@code program} is; a name with a slash is no matter of the path and is taken from {@code directory}. */
    public Optional<Path> find(String program, Path directory) {
        if (program.isEmpty() || program.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Stream<Path> places = program.contains("/")
                ? Stream.of(directory.resolve(program))
                : folders.stream().map(f -> f.resolve(program));
        return places.filter(p -> Files.isRegularFile(p) && Files.isExecutable(p))
                .findFirst();
    }

    /** @throws Problem exit 7 saying where it was looked for and what to install */
    public Path require(String program, Path directory) {
        return find(program, directory).orElseThrow(() -> missing(program, directory));
    }

    private Problem missing(String program, Path directory) {
        boolean placed = program.contains("/");
        boolean there = placed && Files.exists(directory.resolve(program));
        String what = there ? "may not be executed" : "was not found";
        String remedy = there
                ? "make it executable: chmod +x " + directory.resolve(program)
                : KNOWN.containsKey(program)
                        ? "install it (Debian and Ubuntu: apt install " + KNOWN.get(program)
                                + "), or put its folder on PATH"
                        : "install it, or put its folder on PATH";
        String why = placed ? "looked at " + directory.resolve(program) : "looked in PATH: " + joined();
        return new Problem(ExitCode.UNREACHABLE, "the program '" + program + "' " + what, "", why, remedy);
    }
}
