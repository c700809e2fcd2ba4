package dev.handrail.sandbox;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.settings.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One command at a time changes the sandbox; the operating system frees the lock of one that was killed. */
final class SandboxLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long PAUSE_MS = 20;

    private final FileChannel channel;

    private SandboxLock(FileChannel channel) {
        this.channel = channel;
    }

    static SandboxLock take(Place place) throws IOException {
        Path file = place.own().resolve("lock");
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PrivateFiles.file());
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (tried(channel) == null) {
                if (System.nanoTime() > deadline) {
                    throw busy(file);
                }
                Pause.of(PAUSE_MS);
            }
            return new SandboxLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tried(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
            return null;
        }
    }

    private static Problem busy(Path file) {
        return new Problem(
                ExitCode.UNREACHABLE,
                "another command has been starting or changing the sandbox for " + PATIENCE.toMinutes() + " minutes",
                file.toString(),
                "",
                "see what it is with: fuser " + file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
