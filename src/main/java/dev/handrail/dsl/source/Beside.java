package dev.handrail.dsl.source;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files around a runbook. They belong to it below its project's folder: the nearest one above it called runbooks, else its own. */
public final class Beside {
    private final Path script;
    private final Path folder;
    private final Path root;

    /** @param script the runbook's path as the caller gave it */
    public Beside(Path script) {
        this.script = script;
        this.folder = parent(script.toAbsolutePath().normalize());
        this.root = root(folder);
    }

    private static Path parent(Path file) {
        return file.getParent() == null ? Path.of("/") : file.getParent();
    }

    private static Path root(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (String.valueOf(at.getFileName()).equals("runbooks")) {
                return at;
            }
        }
        return folder;
    }

    /** The runbook itself, absolute. */
    public Path script() {
        return folder.resolve(String.valueOf(script.getFileName()));
    }

    /** The folder below which files belong to the runbook. */
    public Path root() {
        return root;
    }

    /** The file, absolute, that {@code written} means in a file of the runbook; null: in the runbook itself. */
    public Path file(@Nullable Library from, String written) {
        Path there = from == null ? folder : parent(folder.resolve(from.path()));
        return there.resolve(written).normalize();
    }

    public Optional<Stranger> stranger(Path file, String written) {
        return Stranger.of(file, written, root);
    }

    /** @throws dev.handrail.dsl.mistake.Mistakes where it is no text that can be included */
    public Library library(Path file) {
        String path = folder.relativize(file).toString();
        Path shown =
                script.getParent() == null ? Path.of(path) : script.getParent().resolve(path);
        return new Library(path, Source.read(shown.normalize()));
    }

    /** The files that match, as written relative to the script's folder, in the natural order of their names. */
    public List<String> matching(String pattern) {
        String fixed = pattern.contains("/") ? pattern.substring(0, pattern.lastIndexOf('/')) : "";
        Path start = folder.resolve(fixed).normalize();
        PathMatcher names =
                FileSystems.getDefault().getPathMatcher("glob:" + pattern.substring(pattern.lastIndexOf('/') + 1));
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(start)) {
            List<String> all = files.filter(f -> names.matches(f.getFileName()))
                    .filter(Files::isRegularFile)
                    .map(f -> fixed.isEmpty() ? f.getFileName().toString() : fixed + "/" + f.getFileName())
                    .toList();
            return NaturalOrder.of(all, Function.identity());
        } catch (IOException e) {
            return List.of();
        }
    }
}
