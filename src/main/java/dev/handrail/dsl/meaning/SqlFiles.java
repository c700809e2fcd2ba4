package dev.handrail.dsl.meaning;

import dev.handrail.dsl.source.Digests;
import dev.handrail.problem.Position;
import dev.handrail.text.NearWord;
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
import java.util.stream.Stream;

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
            refuseStranger(file, name, root, here);
            return source(file);
        };
    }

    private void refuseStranger(Path file, String name, Path root, Position here) {
        if (!file.startsWith(root)) {
            throw SqlProblem.at(
                    here,
                    "'" + name + "' is outside of " + root,
                    "only files below it belong to the runbook",
                    "keep the file beside the runbook");
        }
        if (!java.nio.file.Files.isRegularFile(file)) {
            throw SqlProblem.at(
                    here,
                    "there is no file '" + name + "' in " + file.getParent(),
                    "it is looked for beside the file in which this stands",
                    near(file));
        }
        try {
            if (!file.toRealPath().equals(root.toRealPath().resolve(root.relativize(file)))) {
                throw SqlProblem.at(
                        here,
                        "'" + name + "' is a symbolic link, or behind one",
                        "what it points to can change",
                        "name the file itself");
            }
        } catch (IOException e) {
            throw SqlProblem.at(
                    here, "'" + name + "' can't be read", String.valueOf(e.getMessage()), "check who may read it");
        }
    }

    private static String near(Path file) {
        try (Stream<Path> beside = java.nio.file.Files.list(file.getParent())) {
            List<String> names = beside.filter(java.nio.file.Files::isRegularFile)
                    .map(f -> String.valueOf(f.getFileName()))
                    .limit(1000)
                    .toList();
            return NearWord.of(String.valueOf(file.getFileName()), names)
                    .map(n -> "did you mean '" + n + "'?")
                    .orElse("check the name");
        } catch (IOException e) {
            return "check the name";
        }
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
