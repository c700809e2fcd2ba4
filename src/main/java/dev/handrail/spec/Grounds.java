package dev.handrail.spec;

import dev.handrail.sandbox.Sandbox;
import dev.handrail.settings.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where trials are held: a home of their own, whose sandbox all of them share. {@code handrail test} says where; a build
 * of one's own may, by the system property {@value #HOME}; else it is a folder that goes with the process.
 */
final class Grounds {
    static final String HOME = "handrail.test.home";

    private static @Nullable Path own;

    private Grounds() {}

    static synchronized Path home() {
        String given = System.getProperty(HOME, "");
        if (!given.isEmpty()) {
            return Path.of(given).toAbsolutePath();
        }
        if (own == null) {
            own = ofThisProcess();
        }
        return own;
    }

    static Sandbox sandbox() {
        return Sandbox.of(Home.at(home()), text -> {});
    }

    /** Gives up what earlier trials of a runbook left: databases, caches, and the notes of runs that are still open. */
    static void clear(String runbook) {
        sandbox().forget(runbook);
        Path notes = home().resolve("locks");
        if (!Files.isDirectory(notes)) {
            return;
        }
        try (DirectoryStream<Path> open = Files.newDirectoryStream(notes, "*.run")) {
            for (Path note : open) {
                Files.deleteIfExists(note);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the servers of a home that will not be used again, and takes away their data and programs. */
    static void leave(Path home) {
        Sandbox.of(Home.at(home), text -> {}).reset();
        Path elsewhere = Home.at(home).sandbox().resolve("place");
        try {
            if (Files.exists(elsewhere)) {
                Folders.remove(Path.of(Files.readString(elsewhere).strip()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path ofThisProcess() {
        try {
            Path made = Files.createTempDirectory("handrail-test");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                leave(made);
                Folders.remove(made);
            }));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
