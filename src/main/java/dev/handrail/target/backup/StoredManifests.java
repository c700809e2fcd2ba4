package dev.handrail.target.backup;

import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Manifest;
import dev.handrail.target.store.Store;
import dev.handrail.target.store.StoredFile;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The proven backups in S3: those whose manifest is there, and every file with its size. */
final class StoredManifests {
    private StoredManifests() {}

    /** Newest first; those of some tables only are left out. */
    static List<Manifest> in(Bucket place) {
        try (Store store = Store.open(place)) {
            return store.folders().stream()
                    .flatMap(folder -> store.text(folder + "/" + ManifestFile.NAME).stream()
                            .flatMap(text ->
                                    ManifestFile.read(place.below(folder).toString(), text).stream())
                            .filter(ManifestFile::whole)
                            .filter(manifest -> complete(manifest, store.in(folder))))
                    .map(ManifestFile::manifest)
                    .sorted(Comparator.comparing(Manifest::at).reversed())
                    .toList();
        }
    }

    private static boolean complete(ManifestFile manifest, List<StoredFile> there) {
        Map<String, Long> sizes = there.stream().collect(Collectors.toMap(StoredFile::name, StoredFile::bytes));
        return manifest.files().files().entrySet().stream()
                .allMatch(file -> Long.valueOf(file.getValue().bytes()).equals(sizes.get(file.getKey())));
    }
}
