package dev.handrail.runbook;

import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Restores a backup into a new database beside the present one; {@link Swap} then gives it the name.
 *
 * @param foreign what somebody else's dump is; null: the backup is ours and has a manifest
 * @param identity a secret that opens an encrypted one; null: it is not encrypted
 * @param digest what the backup's files must still be: {@link Manifest#digest}
 */
public record Restore(
        String database,
        Text place,
        String digest,
        String into,
        int jobs,
        @Nullable Text identity,
        Foreign.@Nullable Kind foreign)
        implements Effect {
    /** Of a backup that is not encrypted. */
    public Restore(String database, Text place, String digest, String into, int jobs) {
        this(database, place, digest, into, jobs, null, null);
    }

    /** Of a dump that somebody else made. */
    public static Restore foreign(String database, Text place, String into, int jobs, Foreign.Kind kind) {
        return new Restore(database, place, "", into, jobs, null, kind);
    }

    @Override
    public String kind() {
        return "restore";
    }

    @Override
    public TargetRef target() {
        return TargetRef.database(database);
    }

    @Override
    public Semantics semantics() {
        return Semantics.IDEMPOTENT;
    }

    @Override
    public String provenBy() {
        return "the comment on the new database; one that was not restored to its end is made anew";
    }

    @Override
    public List<String> show() {
        if (foreign != null) {
            return foreign.show(place.show(), into, jobs);
        }
        List<String> lines = new ArrayList<>();
        if (Bucket.meant(place.show())) {
            lines.add("fetch " + place.show() + " into a folder of its own, which is removed in the end");
        }
        lines.add("hash every file of " + place.show() + ": SHA-256 " + digest);
        if (identity != null) {
            lines.add("decrypt every file with " + identity.show()
                    + " into a folder that only we can read, which is removed in the end");
        }
        lines.addAll(List.of(
                "create database " + into,
                "pg_restore --exit-on-error --jobs=" + jobs + " " + place.show() + " into " + into,
                "compare every table's row count, owners, privileges, extensions, sequences, materialized views and"
                        + " large objects with the backup's"));
        return lines;
    }
}
