package dev.handrail.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Foreign;
import dev.handrail.runbook.Host;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Targets;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the backup that is meant: by the step of this run that made it, or by its folder. */
final class Source {
    private Source() {}

    /** @throws Problem where there is none, or none that is proven */
    static Manifest of(Targets targets, String from) {
        Host host = targets.host();
        Optional<String> made = targets.values().captured(from, "place");
        String place = made.orElseGet(
                () -> Bucket.meant(from) ? from : host.folder(from).toString());
        Manifest found = (Bucket.meant(place) ? host.backup(Bucket.of(place)) : host.backup(Path.of(place)))
                .orElseThrow(() -> made.isPresent()
                        ? refused(
                                "the backup that step " + from + " made is gone",
                                place,
                                "there is no proven backup in its folder any more",
                                "bring the folder back, or restore another one: from 'FOLDER'")
                        : refused(
                                "there is no backup '" + from + "'",
                                place,
                                "no step of that name has made one in this run, and there is no proven backup in that folder",
                                "name a step of this runbook that backs up and has run, or the folder of a backup"));
        Optional<String> digest = made.isPresent() ? targets.values().captured(from, "digest") : Optional.empty();
        if (digest.isPresent() && !digest.get().equals(found.digest())) {
            throw refused(
                    "the backup that step " + from + " made was replaced by another one",
                    place,
                    "this run recorded SHA-256 " + digest.get() + ", and its manifest now says " + found.digest(),
                    "bring the recorded one back, or restore this one knowingly: from '" + place + "'");
        }
        return found;
    }

    /** Somebody else's dump in that place, where there is no backup of ours. */
    static Optional<Foreign> foreign(Targets targets, String from) {
        if (targets.values().captured(from, "place").isPresent() || Bucket.meant(from)) {
            return Optional.empty();
        }
        Path place = targets.host().folder(from);
        return targets.host().backup(place).isPresent()
                ? Optional.empty()
                : targets.host().foreign(place);
    }

    private static Problem refused(String what, String where, String why, String remedy) {
        return new Problem(ExitCode.FAILED, what, where, why, remedy);
    }
}
