package dev.handrail.runbook;

import dev.handrail.text.Text;
import java.util.List;

/**
 * Records up to where a backup that is made outside brings a database back: a restore point where the role may create
 * one, and the position in the write-ahead log. Its manifest lies with those of other backups.
 *
 * @param folder where backups lie; relative to home
 * @param name the backup's own folder in it
 * @param point the restore point's name
 * @param tool what made and proved the backup, for people
 */
public record RestorePoint(String database, Text folder, String name, String point, String tool) implements Effect {
    @Override
    public String kind() {
        return "restore-point";
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
        return List.of(
                "select pg_create_restore_point('" + point + "'), where the role may",
                "record the position in the write-ahead log, and write the manifest into " + folder.show() + "/"
                        + name);
    }
}
