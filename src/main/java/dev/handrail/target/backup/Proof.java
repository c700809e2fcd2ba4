package dev.handrail.target.backup;

import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Progress;
import dev.handrail.target.postgres.Maintenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks whether an archive is what it should be. A list of its contents alone proves nothing: every byte is read. */
record Proof(Tools tools, PgProgram restoring, Path archive, Execution execution) {
    /** {@code 3348; 0 16386 TABLE DATA public users postgres}: the second number is the table's own. */
    private static final Pattern TABLE_DATA = Pattern.compile("^\\d+; \\d+ (\\d+) TABLE DATA .*");

    Fingerprint hashed() {
        execution.progress(new Progress(0, 0, "bytes", "hashing"));
        return fingerprint();
    }

    private Fingerprint fingerprint() {
        try {
            return Fingerprint.of(archive);
        } catch (IOException e) {
            throw Folders.failed("can't be read back", archive, e);
        }
    }

    /** @throws EffectFailure where pg_restore can't read the archive to its end */
    void readBack() {
        execution.progress(new Progress(0, 0, "bytes", "reading back"));
        tools.run(restoring, List.of("--file=/dev/null", archive.toString()), line -> {});
    }

    /** Rows of the tables whose rows are in the archive, as the dump's own snapshot has them. */
    Counts counted(Maintenance snapshot) {
        Set<Long> dumped = new TreeSet<>();
        tools.run(restoring, List.of("--list", archive.toString()), line -> {
            Matcher entry = TABLE_DATA.matcher(line);
            if (entry.matches()) {
                dumped.add(Long.valueOf(entry.group(1)));
            }
        });
        List<Counts.Table> tables = Counts.tables(snapshot).stream()
                .filter(t -> dumped.contains(t.oid()))
                .toList();
        return Counts.of(tables, snapshot, execution, "counting");
    }

    /** What was proven is what is kept. */
    void unchanged(Fingerprint before) {
        if (!fingerprint().digest().equals(before.digest())) {
            throw EffectFailure.failed(
                    "the dump changed while it was proven",
                    archive.toString(),
                    "another digest is read from the same files",
                    "see who writes into the folder and whether the disk is sound, then resume");
        }
    }
}
