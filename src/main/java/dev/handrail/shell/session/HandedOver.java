package dev.handrail.shell.session;

import dev.handrail.journal.Copies;
import dev.handrail.journal.Entry;
import dev.handrail.journal.Journal;
import dev.handrail.journal.JournalReader;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.settings.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A run in a file: one that {@code export} wrote, or a bare journal. Looked at in a folder of its own, then gone. */
public final class HandedOver implements AutoCloseable {
    private static final int LARGEST = 1 << 29;
    private static final byte[] ZIP = {'P', 'K'};

    private final Session session;
    private final Path folder;
    private final Runs.Run run;

    private HandedOver(Session session, Path folder, Runs.Run run) {
        this.session = session;
        this.folder = folder;
        this.run = run;
    }

    /**
     * Reads a file.
     *
     * @throws Problem exit 2 where it is no run, exit 8 where its journal was altered
     */
    public static HandedOver read(Session session, Path named) {
        Path file = session.seat().folder().resolve(named);
        Path folder = null;
        try {
            folder = Files.createTempDirectory(
                    PrivateFiles.folder(session.home().open().root().resolve("handed")),
                    "in-",
                    PosixFilePermissions.asFileAttribute(PrivateFiles.FOLDER));
            Path journal = Files.createFile(folder.resolve(Journal.FILE), PrivateFiles.file());
            Files.write(journal, journal(file));
            return new HandedOver(session, folder, run(file, folder));
        } catch (IOException e) {
            remove(folder);
            throw unreadable(file, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            remove(folder);
            throw e;
        }
    }

    private static byte[] journal(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw unreadable(file, "there is no such file");
        }
        byte[] begin;
        try (InputStream in = Files.newInputStream(file)) {
            begin = in.readNBytes(ZIP.length);
        }
        if (!java.util.Arrays.equals(begin, ZIP)) {
            return Files.readAllBytes(file);
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(Journal.FILE);
            if (entry == null) {
                throw unreadable(file, "it has no " + Journal.FILE);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] bytes = in.readNBytes(LARGEST);
                if (in.read() >= 0) {
                    throw unreadable(file, "its journal is larger than half a gigabyte");
                }
                return bytes;
            }
        }
    }

    private static Runs.Run run(Path file, Path folder) {
        JournalReader.Read read;
        try {
            read = JournalReader.read(folder.resolve(Journal.FILE));
        } catch (Problem altered) {
            throw new Problem(
                    altered.exitCode(), altered.what(), file.toString(), altered.why(), altered.remedy(), altered);
        }
        List<String> ids = read.entries().stream().map(Entry::run).distinct().toList();
        if (ids.size() != 1 || !read.state().isStarted()) {
            throw unreadable(
                    file, ids.size() > 1 ? "it has records of several runs" : "it does not begin with the run's start");
        }
        return new Runs.Run(ids.get(0), folder, read.state());
    }

    private static Problem unreadable(Path file, String why) {
        return new Problem(
                ExitCode.WRONG,
                "this is no run that was handed over",
                file.toString(),
                why,
                "name a file that handrail export wrote, or a run's journal.jsonl");
    }

    /** As the file has it; its folder goes with this. */
    public Runs.Run run() {
        return run;
    }

    /**
     * From now on it is a run of this home.
     *
     * @throws Problem exit 5, 4 or 8 where this home knows otherwise, see {@link Copies#into}
     */
    public Runs.Run taken() {
        Path own = session.home().run(run.id());
        Copies.into(own, folder, Clock.systemUTC());
        return session.runs().find(run.id());
    }

    @Override
    public void close() {
        remove(folder);
    }

    private static void remove(@org.jspecify.annotations.Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try {
            Files.deleteIfExists(folder.resolve(Journal.FILE));
            Files.deleteIfExists(folder.resolve("journal.lock"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // it is closed to others, and the next look makes one of its own
        }
    }
}
