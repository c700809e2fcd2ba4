package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Outcome;
import dev.handrail.runbook.Upload;
import dev.handrail.target.store.Store;
import dev.handrail.target.store.Uploading;
import dev.handrail.text.Sizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Brings a proven backup into S3. Its manifest comes last: what was cut off is no backup there either. */
record Sending(Upload upload, Bucket to, Execution execution) {
    /** @param place where it lies here */
    Outcome perform(Path place) {
        try (Store store = Store.open(to)) {
            Optional<ManifestFile> here = ManifestFile.read(place);
            Optional<ManifestFile> there = there(store);
            execution.started(Map.of("place", place.toString(), "to", destination()));
            if (here.isEmpty()) {
                return finished(place, there.orElseThrow(() -> gone(place)), 0);
            }
            long found = there.isPresent() ? 0 : sent(store, place, here.get());
            return finished(place, there(store).orElseThrow(() -> unread(store)), found);
        }
    }

    private String destination() {
        return to.below(upload.name()).toString();
    }

    private Optional<ManifestFile> there(Store store) {
        return store.text(manifestName())
                .flatMap(text -> ManifestFile.read(destination(), text))
                .filter(m -> m.manifest().run().equals(execution.run()));
    }

    private String manifestName() {
        return upload.name() + "/" + ManifestFile.NAME;
    }

    private long sent(Store store, Path place, ManifestFile manifest) {
        Intact.mustBe(place, manifest, execution);
        String note = upload.name() + "/" + Partial.OWNER;
        store.write(note, Partial.Owner.of(manifest.manifest()).text());
        Map<String, Path> files = new TreeMap<>();
        manifest.files().files().keySet().forEach(name -> files.put(name, place.resolve(name)));
        Moving moving = new Moving(execution, manifest.manifest().bytes(), "sending");
        long found = moving.ended(() -> new Uploading(store, upload.name(), moving).send(files))
                .found();
        try {
            store.write(manifestName(), Files.readString(place.resolve(ManifestFile.NAME)));
            unmark(store, note);
        } catch (IOException e) {
            throw Folders.failed("can't be read", place, e);
        }
        return found;
    }

    /** With a manifest nobody takes it for unfinished: where we may not delete, the note stays. */
    private static void unmark(Store store, String note) {
        try {
            store.remove(note);
        } catch (Problem mayNot) {
            // as above
        }
    }

    private Outcome finished(Path place, ManifestFile there, long found) {
        Folders.delete(place);
        if (found > 0) {
            execution.said(Sizes.show(found) + " of it were there already from an earlier attempt");
        }
        return new Outcome(Map.of(), Dumping.facts(there.manifest()), Map.of(), Map.of());
    }

    private Problem gone(Path place) {
        return new Problem(
                ExitCode.FAILED,
                "the backup is neither here nor there",
                place + ", " + destination(),
                "",
                "take it again: rollback to this step, or start anew");
    }

    private Problem unread(Store store) {
        return new Problem(
                ExitCode.FAILED,
                "the manifest that was written is not read back",
                store.place().below(manifestName()).toString(),
                "",
                "see who else writes there, then resume");
    }
}
