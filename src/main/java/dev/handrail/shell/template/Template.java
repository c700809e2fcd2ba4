package dev.handrail.shell.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The runbooks that a new one can begin as. */
public enum Template {
    MIGRATION(
            "SQL files in order, a backup before, a column filled in batches",
            "migrations/01-add-locale.sql",
            "migrations/revert/01-add-locale.sql",
            "sandbox/main.sql"),
    PARTITIONS("partitions for the months to come, old ones retired, by cron", "sandbox/main.sql"),
    CACHE("a family of keys forgotten and filled in again from the database", "sandbox/main.sql"),
    RELEASE("a release within a maintenance window, watched afterwards", "sandbox/api.yml", "sandbox/bin/deploy"),
    RESTORE_DRILL("a backup restored and compared: does it work, how long does it take", "sandbox/main.sql");

    private static final String RUNBOOK = "runbook.groovy";

    private final String does;
    private final List<String> beside;

    Template(String does, String... beside) {
        this.does = does;
        this.beside = List.of(beside);
    }

    /**
     * One file of a runbook.
     *
     * @param path below the runbook's folder
     */
    record Content(String path, byte[] bytes, boolean program) {}

    /** The word for it in {@code --template}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String does() {
        return does;
    }

    /** Its files for a runbook of this name, the script first. */
    List<Content> files(String name) {
        byte[] script = new String(read(RUNBOOK), StandardCharsets.UTF_8)
                .replace("@NAME@", name)
                .getBytes(StandardCharsets.UTF_8);
        Stream<Content> others =
                beside.stream().map(path -> new Content(path, read(path), path.startsWith("sandbox/bin/")));
        return Stream.concat(Stream.of(new Content(name + ".groovy", script, false)), others)
                .toList();
    }

    private byte[] read(String path) {
        try (InputStream resource = Template.class.getResourceAsStream(word() + "/" + path)) {
            if (resource == null) {
                throw new IllegalStateException("the template " + word() + " lacks " + path);
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
