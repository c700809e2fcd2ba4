package dev.handrail.shell.show;

import dev.handrail.runbook.Manifest;
import dev.handrail.shell.out.Line;
import dev.handrail.shell.out.Table;
import dev.handrail.text.Durations;
import dev.handrail.text.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Backups as a person, a program and a runbook read them. */
public record BackupTable(List<Manifest> backups, Instant now) {
    /** A place is there to be copied: it is never cut. */
    private static final int WIDE = 4096;

    public List<Line> lines() {
        Table table = new Table("DATABASE", "AGE", "SIZE", "PROOF", "RUN", "PLACE");
        backups.forEach(b -> table.row(
                b.database(),
                age(b),
                b.proof().equals("external") ? "elsewhere" : Sizes.show(b.bytes()),
                proof(b),
                b.run(),
                b.place()));
        return table.lines(WIDE);
    }

    private String age(Manifest backup) {
        return Durations.whole(Duration.between(backup.at(), now));
    }

    private static String proof(Manifest backup) {
        Manifest.Encrypted encrypted = backup.encrypted();
        return encrypted == null ? backup.proof() : backup.proof() + ", encrypted, " + encrypted.proof();
    }

    public List<Map<String, Object>> records() {
        return backups.stream().map(this::record).toList();
    }

    private Map<String, Object> record(Manifest backup) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("place", backup.place());
        fields.put("database", backup.database());
        fields.put("at", backup.at());
        fields.put("ageSeconds", Duration.between(backup.at(), now).toSeconds());
        fields.put("bytes", backup.bytes());
        fields.put("proof", backup.proof());
        fields.put("run", backup.run());
        fields.put("serverVersion", backup.serverVersion());
        fields.put("digest", backup.digest());
        Manifest.Encrypted encrypted = backup.encrypted();
        if (encrypted != null) {
            fields.put("recipients", encrypted.recipients());
            fields.put("encryptionProof", encrypted.proof());
        }
        return fields;
    }

    /** The runbook that restores one; it loads as it stands. */
    public String runbook(Manifest backup) {
        if (backup.proof().equals("external")) {
            return "  (it was made by another tool: only that restores it)";
        }
        String opens = backup.encrypted() == null ? "" : "; identity secret('backup-key')";
        return "  runbook('restore-" + backup.database().replaceAll("[^a-z0-9-]", "-") + "', 'Back to " + backup.at()
                + "') {\n"
                + "    database 'main'\n"
                + "    section('restore') {\n"
                + "      step('restore') { restore { from '"
                + backup.place().replace("\\", "\\\\").replace("'", "\\'").replace("$", "\\$") + "'" + opens + " } }\n"
                + "    }\n"
                + "  }";
    }
}
