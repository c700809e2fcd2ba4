package dev.handrail.runbook;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One runbook, read whole: nothing was contacted.
 *
 * @param file the script
 * @param digest SHA-256 over the script, every file it names and the inputs
 * @param files SHA-256 of the script and of every file it names, by path relative to the script's folder
 */
public record Runbook(
        String name,
        String title,
        About about,
        List<Input> inputs,
        List<TargetRef> targets,
        List<Section> sections,
        List<Recovery> recoveries,
        Path file,
        String digest,
        Map<String, String> files) {
    /**
     * Who stands behind a runbook.
     *
     * @param contacts name and how to reach them, e.g. {@code On-call: pagerduty:database}
     * @param window length of the maintenance window; null: none
     * @param between when the window may be, as written; null: any time
     */
    public record About(
            @Nullable String owner,
            @Nullable String description,
            List<String> contacts,
            List<String> links,
            @Nullable Duration window,
            @Nullable String between) {
        public static final About NOTHING = new About(null, null, List.of(), List.of(), null, null);
    }

    public Runbook {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        sections = List.copyOf(sections);
        recoveries = List.copyOf(recoveries);
        files = Map.copyOf(files);
    }

    public Stream<Step> steps() {
        return sections.stream().flatMap(s -> s.steps().stream());
    }

    public Optional<Step> step(String id) {
        return Stream.concat(steps(), recoveries.stream().flatMap(r -> r.steps().stream()))
                .filter(s -> s.id().equals(id))
                .findFirst();
    }

    public Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of("/") : parent;
    }
}
