package dev.handrail.dsl.source;

import dev.handrail.text.NearWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a file that another one names does not belong to the runbook: it lies outside, is not there, or is a link. */
public record Stranger(String what, String why, String fix) {
    /**
     * @param file the file, absolute
     * @param name as it was written
     * @param root the folder below which everything belongs to the runbook
     * @return empty where it belongs there
     */
    public static Optional<Stranger> of(Path file, String name, Path root) {
        if (!file.startsWith(root)) {
            return Optional.of(new Stranger(
                    "'" + name + "' is outside of " + root,
                    "only files below it belong to the runbook",
                    "keep the file beside the runbook"));
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of(new Stranger(
                    "there is no file '" + name + "' in " + file.getParent(),
                    "it is looked for beside the file in which this stands",
                    near(file)));
        }
        return linked(file, name, root);
    }

    private static Optional<Stranger> linked(Path file, String name, Path root) {
        try {
            return file.toRealPath().equals(root.toRealPath().resolve(root.relativize(file)))
                    ? Optional.empty()
                    : Optional.of(new Stranger(
                            "'" + name + "' is a symbolic link, or behind one",
                            "what it points to can change",
                            "name the file itself"));
        } catch (IOException e) {
            return Optional.of(new Stranger(
                    "'" + name + "' can't be read", String.valueOf(e.getMessage()), "check who may read it"));
        }
    }

    private static String near(Path file) {
        try (Stream<Path> beside = Files.list(file.getParent())) {
            List<String> names = beside.filter(Files::isRegularFile)
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
}
