package dev.handrail.target.backup;

import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Manifest;
import dev.handrail.target.store.Store;
import dev.handrail.target.store.StoredFile;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The proven backups in S3: those whose manifest is there, and every file with its size. */
final class StoredManifests {
    private StoredManifests() {}

    /** Newest first; those of some tables only are left out. */
    static List<Manifest> in(Bucket place) {
        try (Store store = Store.open(place)) {
            return store.folders().stream()
                    .flatMap(folder -> in(store, place, folder).stream())
                    .sorted(Comparator.comparing(Manifest::at).reversed())
                    .toList();
        }
    }

    private static Optional<Manifest> in(Store store, Bucket place, String folder) {
        Optional<ManifestFile> manifest = store.text(folder + "/" + ManifestFile.NAME)
                .flatMap(text -> ManifestFile.read(place.below(folder).toString(), text))
                .filter(ManifestFile::whole);
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> there =
                store.in(folder).stream().collect(Collectors.toMap(StoredFile::name, StoredFile::bytes));
        return manifest.filter(m -> complete(m, there))
                .map(ManifestFile::manifest)
                .map(m -> there.containsKey(OverNote.NAME) ? m.whoseRunIsOver() : m);
    }

    private static boolean complete(ManifestFile manifest, Map<String, Long> sizes) {
        return manifest.files().files().entrySet().stream()
                .allMatch(file -> Long.valueOf(file.getValue().bytes()).equals(sizes.get(file.getKey())));
    }
}
