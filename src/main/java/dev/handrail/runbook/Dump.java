package dev.handrail.runbook;

import dev.handrail.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dumps a database with pg_dump into a folder, proves the dump and only then gives it its final name.
 *
 * @param folder where backups lie; relative to home
 * @param name the backup's own folder in it
 * @param encryption null: what is dumped lies as it is
 * @param compress as pg_dump takes it: a gzip level, 0 to 9, or {@code zstd}, {@code lz4}, {@code zstd:3}
 */
public record Dump(
        String database,
        Text folder,
        String name,
        int jobs,
        String compress,
        Selection selection,
        Proving proving,
        @Nullable Encryption encryption)
        implements Effect {
    /** One that is not encrypted. */
    public Dump(
            String database,
            Text folder,
            String name,
            int jobs,
            String compress,
            Selection selection,
            Proving proving) {
        this(database, folder, name, jobs, compress, selection, proving, null);
    }

    /** How a dump is proven. */
    public enum Proof {
        /** Every byte is hashed while it is written, and read back by pg_restore. */
        READ,
        /** Restored into a scratch database, every table's rows counted and every byte hashed again. */
        RESTORED
    }

    /** What restored tables are compared by, beside the number of their rows. */
    public enum Compare {
        /** A hash of every row. */
        CONTENT
    }

    /**
     * What of the database, and beside it, is dumped.
     *
     * @param tables only these, patterns as pg_dump takes them; empty: all
     * @param exclude not these
     * @param globals roles and tablespaces of the whole server as well
     */
    public record Selection(List<String> tables, List<String> exclude, boolean schemaOnly, boolean globals) {
        public static final Selection WHOLE = new Selection(List.of(), List.of(), false, false);

        public Selection {
            tables = List.copyOf(tables);
            exclude = List.copyOf(exclude);
        }

        /** True where everything in the database is dumped. */
        public boolean whole() {
            return tables.isEmpty() && exclude.isEmpty() && !schemaOnly;
        }
    }

    /**
     * How the dump is proven.
     *
     * @param content every row's content is compared too
     * @param scratchOn the declared database on whose server the scratch database is made; null: the same server
     */
    public record Proving(
            Proof proof, boolean content, @Nullable String scratchOn) {
        public static final Proving READ = new Proving(Proof.READ, false, null);
        public static final Proving RESTORED = new Proving(Proof.RESTORED, false, null);

        public boolean restored() {
            return proof == Proof.RESTORED;
        }

        String show() {
            return "restore into a scratch database"
                    + (scratchOn == null ? "" : " on the server of " + scratchOn)
                    + ", compare every table's row count" + (content ? " and content" : "")
                    + ", owners, privileges, extensions, sequences, materialized views and large objects"
                    + ", drop the scratch database";
        }
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
                + (selection.schemaOnly() ? " --schema-only" : "")
                + listed(" --table=", selection.tables())
                + listed(" --exclude-table=", selection.exclude())
                + " into " + folder.show() + "/" + name);
        if (selection.globals()) {
            lines.add("pg_dumpall --globals-only into globals.sql beside it, which holds password hashes: mode 0600");
        }
        lines.add("hash every file while it is written, "
                + (proving.restored() ? "and once more at the end" : "read every byte back with pg_restore"));
        if (proving.restored()) {
            lines.add(proving.show());
        }
        if (encryption != null) {
            lines.addAll(encryption.show());
        }
        return lines;
    }

    private static String listed(String option, List<String> patterns) {
        return String.join("", patterns.stream().map(t -> option + t).toList());
    }
}
