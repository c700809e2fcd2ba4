package dev.handrail.target.backup

import java.nio.file.Path

/** The note that an upload leaves of whose it is. */
class Leftover {
    static String owner(Path backup) {
        Partial.Owner.of(ManifestFile.read(backup).get().manifest()).text()
    }
}
