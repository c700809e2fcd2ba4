package dev.handrail.shell.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
    private static final String SPEC = "runbook.spec.groovy";

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

    /** Its files for a runbook of this name: the script, its specification, and what lies beside them. */
    List<Content> files(String name) {
        Stream<Content> named = Stream.of(
                new Content(name + ".groovy", written(RUNBOOK, name), false),
                new Content(name + ".spec.groovy", written(SPEC, name), false));
        Stream<Content> others =
                beside.stream().map(path -> new Content(path, read(path), path.startsWith("sandbox/bin/")));
        return Stream.concat(named, others).toList();
    }

    private byte[] written(String path, String name) {
        return new String(read(path), StandardCharsets.UTF_8)
                .replace("@NAME@", name)
                .replace("@CLASS@", type(name))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The class for a name: Orders2027 for orders-2027. Two of one name could not be tested together. */
    private static String type(String name) {
        return Arrays.stream(name.split("[-_]+"))
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
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
