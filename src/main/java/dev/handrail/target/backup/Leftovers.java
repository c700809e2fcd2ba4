package dev.handrail.target.backup;

import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Unfinished;
import dev.handrail.target.store.Store;
import dev.handrail.target.store.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What runs left that were killed: halves of backups, not yet made or not yet removed. */
final class Leftovers {
    /** The name of one of ours: an attempt's, or of a backup on its way out. */
    private static final Pattern NAME = Pattern.compile(".+\\.(\\d+|removed)\\.partial");

    private Leftovers() {}

    /** In a folder; of those whose owner is not known, only what has one of our names. */
    static List<Unfinished> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> places = Files.list(folder)) {
            return places.filter(p -> p.getFileName().toString().endsWith(Partial.SUFFIX))
                    .filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .flatMap(p -> told(p).stream())
                    .toList();
        }
    }

    private static Optional<Unfinished> told(Path place) {
        Optional<Partial.Owner> owner = Partial.owner(place);
        return owner.isEmpty() && !named(place)
                ? Optional.empty()
                : Optional.of(told(place.toString(), owner.orElse(Partial.Owner.NOBODY), Folders.bytes(place)));
    }

    private static Unfinished told(String place, Partial.Owner owner, long bytes) {
        return new Unfinished(place, owner.run(), owner.database(), owner.system(), bytes);
    }

    private static boolean named(Path place) {
        return NAME.matcher(place.getFileName().toString()).matches();
    }

    /** True for what may be removed as one; nothing that somebody else named so. */
    static boolean is(Path place) {
        return place.getFileName().toString().endsWith(Partial.SUFFIX)
                && (Partial.owner(place).isPresent() || named(place));
    }

    /** In S3: what has a note of its owner and no manifest. */
    static List<Unfinished> in(Bucket place) {
        try (Store store = Store.open(place)) {
            return store.folders().stream()
                    .flatMap(folder -> owner(store, folder).stream() // a small note first: manifests may be large
                            .filter(owner ->
                                    store.text(folder + "/" + ManifestFile.NAME).isEmpty())
                            .map(owner -> told(place.below(folder).toString(), owner, bytes(store, folder))))
                    .toList();
        }
    }

    static Optional<Partial.Owner> owner(Store store, String folder) {
        return store.text(folder + "/" + Partial.OWNER).flatMap(Partial.Owner::of);
    }

    private static long bytes(Store store, String folder) {
        return store.in(folder).stream().mapToLong(StoredFile::bytes).sum() + store.begunBytes(folder);
    }
}
