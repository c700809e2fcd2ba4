package dev.handrail.validate;

import dev.handrail.runbook.Bucket;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Host;
import dev.handrail.runbook.Manifest;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** {@code backupOf 'main'}: when the newest proven backup was taken; {@code folders} are those that the runbook backs up to. */
public record BackupQuestion(String database, List<String> folders) implements Question {
    @Override
    public String show() {
        return "backup of " + database;
    }

    @Override
    public TargetRef target() {
        return TargetRef.database(database);
    }

    @Override
    public Reading ask(Targets targets) {
        Database.Identity identity = targets.database(database).identity();
        Host host = targets.host();
        return folders.stream()
                .flatMap(folder -> (Bucket.meant(folder)
                                ? host.backups(Bucket.of(folder))
                                : host.backups(host.folder(folder)))
                        .stream())
                .filter(b ->
                        b.database().equals(identity.database()) && b.system().equals(identity.system()))
                .max(Comparator.comparing(Manifest::at))
                .map(BackupQuestion::reading)
                .orElse(Readings.NONE);
    }

    private static Reading reading(Manifest backup) {
        return Reading.of(backup.at().truncatedTo(ChronoUnit.SECONDS).toString())
                .fact("place", backup.place())
                .fact("bytes", backup.bytes())
                .fact("digest", backup.digest())
                .fact("proof", backup.proof())
                .fact("run", backup.run());
    }
}
