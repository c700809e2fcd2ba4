package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads every file of a backup: a damaged one must not be found out half-way. */
final class Intact {
    private Intact() {}

    /** @throws Problem exit 1 where a file is not what the manifest says */
    static void mustBe(Path place, ManifestFile manifest, Execution execution) {
        mustBe(place, place.toString(), manifest, execution);
    }

    /** @param shown where it comes from, for people */
    static void mustBe(Path place, String shown, ManifestFile manifest, Execution execution) {
        long total = manifest.manifest().bytes();
        try {
            Fingerprint found = Fingerprint.of(
                    place, bytes -> execution.progress(new Progress(bytes, total, "bytes", "reading the backup")));
            List<String> damage = Damage.of(manifest.files(), found);
            if (!damage.isEmpty()) {
                throw new Problem(
                        ExitCode.FAILED,
                        "the backup is not what was proven",
                        shown,
                        String.join("\n", damage),
                        "restore another backup");
            }
        } catch (IOException e) {
            throw Folders.failed("can't be read", place, e);
        }
    }
}
