package dev.handrail.backup;

import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Unfinished;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where backups lie, as it was seen.
 *
 * @param bucket where they lie in S3, and {@code folder} only until they are there; null: in the folder
 * @param free bytes free there
 * @param backups the proven ones, newest first
 * @param unfinished what killed runs left
 */
record Shelf(
        Path folder,
        long free,
        List<Manifest> backups,
        List<Unfinished> unfinished,
        @Nullable Bucket bucket) {
    /** In a folder. */
    Shelf(Path folder, long free, List<Manifest> backups, List<Unfinished> unfinished) {
        this(folder, free, backups, unfinished, null);
    }
}
