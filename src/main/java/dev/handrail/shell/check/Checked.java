package dev.handrail.shell.check;

import dev.handrail.dsl.Loaded;
import dev.handrail.dsl.mistake.Mistakes;
import dev.handrail.runbook.Hazard;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One runbook that was checked.
 *
 * @param loaded null where it has mistakes
 * @param mistakes null where it has none
 * @param remarks SQL that could not be judged against an environment
 * @param families of steps, where the file is there to be included; else empty
 */
public record Checked(
        Path file, @Nullable Loaded loaded, @Nullable Mistakes mistakes, List<String> families, List<Remark> remarks) {
    public Checked {
        families = List.copyOf(families);
        remarks = remarks.stream().distinct().toList();
    }

    public Checked(Path file, @Nullable Loaded loaded, @Nullable Mistakes mistakes, List<String> families) {
        this(file, loaded, mistakes, families, List.of());
    }

    public List<Hazard> hazards() {
        return loaded == null ? List.of() : loaded.warnings();
    }

    /** True where a hazard is there that nobody has taken. */
    public boolean open() {
        return hazards().stream().anyMatch(Hazard::open);
    }
}
