package dev.handrail.target;

import dev.handrail.runbook.Manifest;
import dev.handrail.target.host.Backups;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Knows none. */
final class NoBackups implements Backups {
    @Override
    public List<Manifest> in(Path folder) {
        return List.of();
    }

    @Override
    public Optional<Manifest> at(Path place) {
        return Optional.empty();
    }
}
