package dev.handrail.dsl.meaning;

import dev.handrail.dsl.source.Digests;
import dev.handrail.dsl.source.Stranger;
import dev.handrail.problem.Position;
import dev.handrail.text.SqlProblem;
import dev.handrail.text.SqlText;
import dev.handrail.text.psql.Script;
import dev.handrail.text.psql.Source;
import dev.handrail.text.psql.Sources;
import dev.handrail.text.psql.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * SQL files that a runbook names, with what they include.
 *
 * @param folder the runbook's
 * @param shown what stands before a path below that folder, for people
 * @param digests where the digest of each file that is read goes, by its path below that folder
 */
record SqlFiles(Path folder, String shown, Map<String, String> digests) {
    /**
     * A file that was read.
     *
     * @param digest of its bytes and of those of every file that it includes
     */
    record Content(String name, String digest, SqlText sql) {}

    /** @throws dev.handrail.problem.Problem exit 2 with the position where it can't be read */
    Content read(Path file, Map<String, Value> variables) {
        Path top = file.getParent() == null ? folder : file.getParent();
        Path root = file.startsWith(folder) ? folder : top;
        Script script = Script.of(source(file), within(root), variables);
        script.files().forEach(f -> digests.put(named(Path.of(f.source().path())), f.digest()));
        return new Content(
                String.valueOf(file.getFileName()),
                digest(script.files()),
                SqlText.read(script.statements(), script.comments(), new Position(shown + named(file), 1, 1)));
    }

    private String named(Path file) {
        return folder.relativize(file).toString();
    }

    private String digest(List<Script.Read> files) {
        return files.size() == 1
                ? files.get(0).digest()
                : Digests.hex(files.stream()
                        .map(f -> f.digest() + " " + named(Path.of(f.source().path())) + "\n")
                        .collect(Collectors.joining()));
    }

    private Source source(Path file) {
        return new OnDisk(file, shown + named(file));
    }

    private Sources within(Path root) {
        return (name, from, here) -> {
            Path beside = Path.of(from.path()).getParent();
            Path file = beside.resolve(name).normalize();
            Stranger.of(file, name, root).ifPresent(s -> {
                throw SqlProblem.at(here, s.what(), s.why(), s.fix());
            });
            return source(file);
        };
    }

    private record OnDisk(Path file, String shown) implements Source {
        @Override
        public String path() {
            return file.toString();
        }

        @Override
        public InputStream open() throws IOException {
            return java.nio.file.Files.newInputStream(file);
        }
    }
}
