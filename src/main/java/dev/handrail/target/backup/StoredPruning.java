package dev.handrail.target.backup;

import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Manifest;
import dev.handrail.target.store.Store;
import dev.handrail.target.store.StoredFile;
import java.util.List;
import java.util.Optional;

/** Removes one old backup from S3; its manifest goes first: half of one is none. */
record StoredPruning(Bucket place) {
    /** @return how many were removed: one, or none where it is gone already */
    long perform() {
        try (Store store = Store.open(place.above())) {
            List<StoredFile> files = store.in(place.leaf());
            if (files.isEmpty()) {
                return 0;
            }
            mayGo(store);
            store.remove(place.leaf() + "/" + ManifestFile.NAME);
            files.forEach(file -> store.remove(place.leaf() + "/" + file.name()));
            store.giveUp(place.leaf());
            return 1;
        }
    }

    private void mayGo(Store store) {
        Optional<ManifestFile> manifest = store.text(place.leaf() + "/" + ManifestFile.NAME)
                .flatMap(text -> ManifestFile.read(place.toString(), text));
        if (manifest.isEmpty()) {
            throw Pruning.kept(place, "it has no manifest, so it is no backup of handrail's");
        }
        Manifest going = manifest.get().manifest();
        boolean newest = StoredManifests.in(place.above()).stream()
                .filter(m -> m.database().equals(going.database()) && m.system().equals(going.system()))
                .findFirst()
                .map(m -> m.place().equals(going.place()))
                .orElse(true);
        if (newest) {
            throw Pruning.kept(place, "it is the newest proven backup of " + going.database());
        }
    }
}
