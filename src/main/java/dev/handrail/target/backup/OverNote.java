package dev.handrail.target.backup;

import dev.handrail.problem.Problem;
import dev.handrail.runbook.Bucket;
import dev.handrail.target.store.Store;
import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;

/**
 * A note in a backup's own place that the run which made it is over, and needs it no more to go back. A journal that
 * says so may be on another machine. It is no part of what was dumped.
 */
public final class OverNote {
    static final String NAME = "over";

    private OverNote() {}

    /** Leaves it with every one of these that is there and of that run; where one can't be reached, it has none. */
    public static void leave(String run, Collection<String> places) {
        for (String place : places) {
            try {
                if (Bucket.meant(place)) {
                    leave(run, Bucket.of(place));
                } else {
                    leave(run, Path.of(place));
                }
            } catch (IOException | Problem e) {
                // the journal in this home says it too; elsewhere the backup is kept
            }
        }
    }

    private static void leave(String run, Path place) throws IOException {
        if (ManifestFile.read(place).filter(m -> m.manifest().run().equals(run)).isPresent() && !at(place)) {
            try (FileChannel note =
                    OwnFile.open(place.resolve(NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                note.write(ByteBuffer.wrap((run + "\n").getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static void leave(String run, Bucket place) {
        try (Store store = Store.open(place)) {
            boolean ours = store.text(ManifestFile.NAME)
                    .flatMap(text -> ManifestFile.read(place.toString(), text))
                    .filter(m -> m.manifest().run().equals(run))
                    .isPresent();
            if (ours) {
                store.write(NAME, run + "\n");
            }
        }
    }

    static boolean at(Path place) {
        return Files.isRegularFile(place.resolve(NAME), LinkOption.NOFOLLOW_LINKS);
    }
}
