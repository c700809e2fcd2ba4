package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Foreign;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Unfinished;
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
                    .filter(Manifests::complete)
                    .map(ManifestFile::manifest)
                    .map(m -> OverNote.at(Path.of(m.place())) ? m.whoseRunIsOver() : m)
                    .forEach(found::add);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        found.sort(Comparator.comparing(Manifest::at).reversed());
        return found;
    }

    @Override
    public Optional<Manifest> at(Path place) {
        return ManifestFile.read(place).map(ManifestFile::manifest);
    }

    @Override
    public Optional<Foreign> foreign(Path place) {
        return ForeignDumps.at(place);
    }

    @Override
    public List<Manifest> in(Bucket place) {
        return StoredManifests.in(place);
    }

    @Override
    public Optional<Manifest> at(Bucket place) {
        return new Lying.There(place).manifest().map(ManifestFile::manifest);
    }

    @Override
    public List<Unfinished> unfinished(Path folder) {
        try {
            return Leftovers.in(folder);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    @Override
    public List<Unfinished> unfinished(Bucket place) {
        return Leftovers.in(place);
    }

    @Override
    public void fit(Path folder) {
        Ground.mustBeFit(folder);
    }

    /** Every file is there with its size: half a backup must not pass for a fresh one. Bytes are read by a restore. */
    private static boolean complete(ManifestFile manifest) {
        Path place = Path.of(manifest.manifest().place());
        return manifest.files().files().entrySet().stream().allMatch(file -> {
            try {
                return Files.size(place.resolve(file.getKey()))
                        == file.getValue().bytes();
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static Problem unreadable(Path folder, IOException e) {
        return new Problem(
                ExitCode.UNREACHABLE,
                "the folder of backups can't be read",
                folder.toString(),
                String.valueOf(e.getMessage()),
                "make it readable",
                e);
    }
}
