package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Progress;
import dev.handrail.runbook.Prune;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes old backups; never a folder that is none, and never the newest of its database. */
record Pruning(Prune prune, Execution execution) {
    Outcome perform() {
        execution.started(Map.of("places", String.join("\n", prune.places())));
        if (prune.unfinished() && !execution.consents().contains(Prune.CONSENT)) {
            execution.said("left as it is without the consent " + Prune.CONSENT);
            return Outcome.counted("backups", 0);
        }
        long removed = 0;
        for (String written : prune.places()) {
            if (Bucket.meant(written)) {
                StoredPruning stored = new StoredPruning(Bucket.of(written));
                removed += prune.unfinished() ? stored.unfinished() : stored.perform();
                continue;
            }
            Path place = Path.of(written);
            execution.progress(new Progress(removed, prune.places().size(), "backups", "removing"));
            if (Files.exists(place)) {
                if (prune.unfinished()) {
                    mustBeUnfinished(place);
                    Folders.delete(place);
                } else {
                    remove(place, Partial.Owner.of(mayGo(place)));
                }
                removed++;
            }
        }
        return Outcome.counted("backups", removed);
    }

    private static void mustBeUnfinished(Path place) {
        if (!Leftovers.is(place)) {
            throw kept(place, "it is no unfinished backup of handrail's");
        }
    }

    private static Manifest mayGo(Path place) {
        Manifest manifest = ManifestFile.read(place)
                .map(ManifestFile::manifest)
                .orElseThrow(() -> kept(place, "it has no manifest, so it is no backup of handrail's"));
        List<Manifest> all = new Manifests().in(place.getParent());
        Optional<Manifest> newest = all.stream()
                .filter(m -> m.database().equals(manifest.database()))
                .findFirst();
        if (newest.map(m -> m.place().equals(manifest.place())).orElse(true)) {
            throw kept(place, "it is the newest proven backup of " + manifest.database());
        }
        return manifest;
    }

    static Problem kept(Object place, String why) {
        return new Problem(ExitCode.FAILED, "the backup stays", place.toString(), why, "plan the step again: resume");
    }

    /** Under a name that no one takes for a backup first: half of one is none. What a kill leaves says whose it is. */
    private static void remove(Path place, Partial.Owner owner) {
        try {
            Path going = place.resolveSibling(place.getFileName() + ".removed" + Partial.SUFFIX);
            Folders.delete(going);
            Files.move(place, going, StandardCopyOption.ATOMIC_MOVE);
            Files.writeString(going.resolve(Partial.OWNER), owner.text());
            Folders.delete(going, Partial.OWNER);
        } catch (IOException e) {
            throw Folders.failed("can't be removed", place, e);
        }
    }
}
