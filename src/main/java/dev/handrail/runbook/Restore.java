package dev.handrail.runbook;

import dev.handrail.text.Text;
import java.util.List;

/**
 * Restores a backup into a new database beside the present one; {@link Swap} then gives it the name.
 *
 * @param digest what the backup's files must still be: {@link Manifest#digest}
 */
public record Restore(String database, Text place, String digest, String into, int jobs) implements Effect {
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
        return List.of(
                "hash every file of " + place.show() + ": SHA-256 " + digest,
                "create database " + into,
                "pg_restore --exit-on-error --jobs=" + jobs + " " + place.show() + " into " + into,
                "compare every table's row count with the backup's");
    }
}
