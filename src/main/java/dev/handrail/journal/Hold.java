package dev.handrail.journal;

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
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * That one process at a time writes a journal. The lock is on a file of its own: a process that reads the journal and
 * closes it again would give up a lock on the journal itself, that is how POSIX locks are.
 */
final class Hold implements AutoCloseable {
    static final String FILE = "journal.lock";
    /** Who asks holds it for a moment too, shared; whoever takes it waits that moment. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(300);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int LONGEST_NOTE = 4096;
    /** What this process holds, and its note: asking the system about them would give them up. */
    private static final Map<Path, String> OURS = new ConcurrentHashMap<>();

    private final Path folder;
    private final FileChannel channel;

    private Hold(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws Problem exit 5 where another process, or another thread of this one, has it */
    static Hold take(Path folder, Clock clock) throws IOException {
        Path own = folder.toAbsolutePath().normalize();
        String note = note(clock);
        String other = OURS.putIfAbsent(own, note);
        if (other != null) {
            throw taken(own, other);
        }
        FileChannel channel = null;
        try {
            channel = open(own);
            if (!locked(channel)) {
                throw taken(own, noted(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)), 0);
            return new Hold(own, channel);
        } catch (IOException | Problem e) {
            OURS.remove(own);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        long begin = System.nanoTime();
        while (channel.tryLock() == null) {
            if (System.nanoTime() - begin > PATIENCE) {
                return false;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return true;
    }

    /** Whether anybody works on the run in {@code folder} now. */
    static boolean isTaken(Path folder) {
        Path own = folder.toAbsolutePath().normalize();
        if (OURS.containsKey(own)) {
            return true;
        }
        if (!Files.exists(own.resolve(FILE))) {
            return false;
        }
        try (FileChannel channel = open(own)) {
            return channel.tryLock(0, Long.MAX_VALUE, true) == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        return OwnFile.open(
                folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static String note(Clock clock) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("pid", ProcessHandle.current().pid());
        note.put("host", Here.host().orElse("this machine"));
        note.put("since", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return Json.write(note);
    }

    private static String noted(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_NOTE);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    private static Problem taken(Path folder, String note) {
        return new Problem(
                ExitCode.HELD,
                "another process is at work on this run",
                folder.toString(),
                who(note),
                "wait for it, or look with: handrail status " + folder.getFileName() + " --follow");
    }

    static String who(String note) {
        try {
            return Json.read(note) instanceof Map<?, ?> known
                    ? "process " + known.get("pid") + " on " + known.get("host") + " since " + known.get("since")
                    : "";
        } catch (Json.NotJson unwritten) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OURS.remove(folder);
    }
}
