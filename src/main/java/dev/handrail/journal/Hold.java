package dev.handrail.journal;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * That one process at a time writes a journal. The lock is on a file of its own: a process that reads the journal and
 * closes it again would give up a lock on the journal itself, that is how POSIX locks are.
 */
final class Hold implements AutoCloseable {
    private static final String FILE = "journal.lock";
    /** The folders that this process holds: asking the system about them would give them up. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private Hold(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws Problem exit 5 where another process, or another thread of this one, has it */
    static Hold take(Path folder) throws IOException {
        Path own = folder.toAbsolutePath().normalize();
        if (!OURS.add(own)) {
            throw taken(own);
        }
        FileChannel channel = null;
        try {
            channel = open(own);
            if (channel.tryLock() == null) {
                throw taken(own);
            }
            return new Hold(own, channel);
        } catch (IOException | Problem e) {
            OURS.remove(own);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    /** Whether anybody works on the run in {@code folder} now. */
    static boolean isTaken(Path folder) {
        Path own = folder.toAbsolutePath().normalize();
        if (OURS.contains(own)) {
            return true;
        }
        if (!Files.exists(own.resolve(FILE))) {
            return false;
        }
        try (FileChannel channel = open(own)) {
            return channel.tryLock() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        return FileChannel.open(
                folder.resolve(FILE),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static Problem taken(Path folder) {
        return new Problem(
                ExitCode.HELD,
                "another process is at work on this run",
                folder.toString(),
                "",
                "wait for it, or look with: handrail status --follow");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OURS.remove(folder);
    }
}
