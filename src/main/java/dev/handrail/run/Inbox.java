package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.journal.Journal;
import dev.handrail.json.Json;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notes that others leave for the process that holds a run's journal; it puts them on record between two steps. */
public final class Inbox {
    private static final String SUFFIX = ".json";

    private final Path folder;

    /** @param run the run's folder */
    public Inbox(Path run) {
        this.folder = run.resolve("inbox");
    }

    /** @throws Problem exit 8 where it can't be left */
    public void leave(String text, String by, long nanos) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path draft = folder.resolve(UUID.randomUUID() + ".draft");
            try (FileChannel note = OwnFile.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                note.write(ByteBuffer.wrap(
                        Json.write(Map.of("text", text, "by", by)).getBytes(StandardCharsets.UTF_8)));
            }
            String name = String.format(
                    "%020d-%s%s", nanos, UUID.randomUUID().toString().substring(0, 8), SUFFIX);
            Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.JOURNAL,
                    "the note can't be left for the run",
                    folder.toString(),
                    String.valueOf(e.getMessage()),
                    "mend the folder's permissions");
        }
    }

    /** Puts what was left on record, oldest first. A note that can't be read stays where it is. */
    void into(Journal journal) {
        for (Path file : left()) {
            Event.@Nullable NoteTaken note = note(file);
            if (note != null) {
                journal.append(note, true);
                remove(file);
            }
        }
    }

    /** As {@link #into}, before a pause, which comes whatever becomes of a note. */
    void leftInto(Journal journal) {
        try {
            into(journal);
        } catch (Problem kept) {
            // it stays where it is, and is recorded when the run goes on
        }
    }

    private List<Path> left() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Event.@Nullable NoteTaken note(Path file) {
        try {
            return Json.read(Files.readString(file)) instanceof Map<?, ?> fields
                    ? new Event.NoteTaken(String.valueOf(fields.get("text")), null, String.valueOf(fields.get("by")))
                    : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static void remove(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.JOURNAL,
                    "a note that is on record can't be taken out of the inbox",
                    file.toString(),
                    String.valueOf(e.getMessage()),
                    "mend the folder's permissions: it would be recorded again");
        }
    }
}
