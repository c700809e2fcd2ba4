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
            Manifest going = mayGo(store);
            store.write(
                    place.leaf() + "/" + Partial.OWNER, Partial.Owner.of(going).text());
            store.remove(place.leaf() + "/" + ManifestFile.NAME);
            remove(store, files);
            return 1;
        }
    }

    /**
     * Removes what was begun and is no backup, parts included.
     *
     * @return how many were removed
     */
    long unfinished() {
        try (Store store = Store.open(place.above())) {
            List<StoredFile> files = store.in(place.leaf());
            if (files.isEmpty()) {
                return 0;
            }
            if (store.text(place.leaf() + "/" + ManifestFile.NAME).isPresent()
                    || Leftovers.owner(store, place.leaf()).isEmpty()) {
                throw Pruning.kept(place, "it is no unfinished backup of handrail's");
            }
            remove(store, files);
            return 1;
        }
    }

    /** The note of whose it is goes last. */
    private void remove(Store store, List<StoredFile> files) {
        files.stream()
                .map(StoredFile::name)
                .filter(name -> !name.equals(Partial.OWNER) && !name.equals(ManifestFile.NAME))
                .forEach(name -> store.remove(place.leaf() + "/" + name));
        store.giveUp(place.leaf());
        store.remove(place.leaf() + "/" + Partial.OWNER);
    }

    private Manifest mayGo(Store store) {
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
        return going;
    }
}
