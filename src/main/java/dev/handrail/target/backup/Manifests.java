package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Manifest;
import dev.handrail.target.host.Backups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proven backups in folders: those that have a manifest, which is written last. One of some tables only, or without
 * rows, is found by its place alone: nobody must take it for a backup of the database.
 */
public final class Manifests implements Backups {
    @Override
    public List<Manifest> in(Path folder) {
        List<Manifest> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> places = Files.list(folder)) {
            places.filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
                    .filter(p -> !p.getFileName().toString().endsWith(Partial.SUFFIX))
                    .flatMap(p -> ManifestFile.read(p).stream())
                    .filter(ManifestFile::whole)
                    .forEach(m -> found.add(m.manifest()));
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.UNREACHABLE,
                    "the folder of backups can't be read",
                    folder.toString(),
                    String.valueOf(e.getMessage()),
                    "make it readable",
                    e);
        }
        found.sort(Comparator.comparing(Manifest::at).reversed());
        return found;
    }

    @Override
    public Optional<Manifest> at(Path place) {
        return ManifestFile.read(place).map(ManifestFile::manifest);
    }
}
