package dev.handrail.runbook;

import dev.handrail.text.Text;
import java.util.List;

/**
 * Brings a proven backup into S3: its files first, its manifest last, and removes the copy here.
 *
 * @param folder where the backup lies here; relative to home
 * @param name the backup's own folder, here and there
 * @param to {@code s3://bucket/prefix}
 */
public record Upload(String database, Text folder, String name, Text to) implements Effect {
    @Override
    public String kind() {
        return "upload";
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
        return "the manifest in S3, which is written last; what is there already is not sent again";
    }

    @Override
    public List<String> show() {
        return List.of(
                "send every file to " + to.show() + "/" + name + ", in parts, and compare what arrived",
                "write the manifest there last, then remove " + folder.show() + "/" + name);
    }
}
