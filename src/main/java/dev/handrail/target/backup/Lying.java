package dev.handrail.target.backup;

import dev.handrail.runbook.Bucket;
import dev.handrail.target.store.Store;
import java.nio.file.Path;
import java.util.Optional;

/** Where one backup lies: in a folder of this machine, or in S3. */
sealed interface Lying {
    /** Empty where there is none that can be read: then it proves nothing. */
    Optional<ManifestFile> manifest();

    /** In a folder. */
    record Here(Path folder) implements Lying {
        @Override
        public Optional<ManifestFile> manifest() {
            return ManifestFile.read(folder);
        }

        @Override
        public String toString() {
            return folder.toString();
        }
    }

    /** In S3. */
    record There(Bucket bucket) implements Lying {
        @Override
        public Optional<ManifestFile> manifest() {
            try (Store store = Store.open(bucket)) {
                return store.text(ManifestFile.NAME).flatMap(text -> ManifestFile.read(bucket.toString(), text));
            }
        }

        @Override
        public String toString() {
            return bucket.toString();
        }
    }
}
