package dev.handrail.runbook;

import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Dumps a database with pg_dump into a folder, proves the dump and only then gives it its final name.
 *
 * @param folder where backups lie; relative to home
 * @param name the backup's own folder in it
 * @param compress gzip level, 0 to 9
 * @param tables only these, patterns as pg_dump takes them; empty: all
 * @param exclude not these
 */
public record Dump(
        String database,
        Text folder,
        String name,
        int jobs,
        int compress,
        List<String> tables,
        List<String> exclude,
        boolean schemaOnly,
        Proof proof)
        implements Effect {
    /** How a dump is proven. */
    public enum Proof {
        /** Every byte is read back by pg_restore and hashed. */
        READ,
        /** Restored into a scratch database and every table's rows counted; includes READ. */
        RESTORED
    }

    @Override
    public String kind() {
        return "dump";
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
        return "the manifest, without which no folder counts as a backup";
    }

    @Override
    public List<String> show() {
        List<String> lines = new ArrayList<>();
        lines.add("pg_dump --format=directory --jobs=" + jobs + " --compress=" + compress
                + (schemaOnly ? " --schema-only" : "")
                + String.join("", tables.stream().map(t -> " --table=" + t).toList())
                + String.join(
                        "", exclude.stream().map(t -> " --exclude-table=" + t).toList())
                + " into " + folder.show() + "/" + name);
        lines.add("hash every file, read every byte back with pg_restore");
        if (proof == Proof.RESTORED) {
            lines.add("restore into a scratch database, compare every table's row count, drop the scratch database");
        }
        return lines;
    }
}
