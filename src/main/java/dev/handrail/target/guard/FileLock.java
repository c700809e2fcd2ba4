package dev.handrail.target.guard;

import dev.handrail.json.Json;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Guard.Holder;
import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A lock for targets that can hold none themselves: on a file in home, so it keeps out runs of this machine alone. Who
 * holds it stands in a file beside it: closing any other channel to the lock's own file would give up the lock, that is
 * how POSIX locks are.
 */
public final class FileLock implements Lock {
    /** What this process holds: opening those files once more would give them up. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final Path note;
    private final String name;
    private @Nullable FileChannel held;

    /** @param name what the lock stands for; its file is called so */
    public FileLock(Path folder, String name) {
        this.name = name.replaceAll("[^A-Za-z0-9._-]", "_");
        this.file = folder.resolve(this.name + ".lock").toAbsolutePath().normalize();
        this.note = folder.resolve(this.name + ".run");
    }

    @Override
    public String order() {
        return "file " + name;
    }

    @Override
    public void take(Holder holder) {
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (!OURS.add(file)) {
                throw heldBy();
            }
            held = locked();
            if (openRun(holder.run()).isEmpty()) {
                write(holder); // else the note of the run that is still open would be lost
            }
        } catch (IOException e) {
            close();
            throw new Problem(
                    ExitCode.JOURNAL,
                    "the lock file can't be written",
                    file.toString(),
                    String.valueOf(e.getMessage()),
                    "make home writable, or name another one with --home",
                    e);
        }
    }

    private FileChannel locked() throws IOException {
        FileChannel channel = null;
        try {
            channel = OwnFile.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw heldBy();
            }
            return channel;
        } catch (IOException | Problem e) {
            OURS.remove(file);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private void write(Holder holder) throws IOException {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("run", holder.run());
        note.put("runbook", holder.runbook());
        note.put("operator", holder.operator());
        note.put("host", holder.host());
        note.put("since", holder.since());
        Files.writeString(this.note, Json.write(note));
    }

    private Problem heldBy() {
        Optional<Holder> holder = noted();
        return new Problem(
                ExitCode.HELD,
                "another run holds the same targets now",
                file.toString(),
                holder.map(h -> "run " + h.run() + " of " + h.runbook() + ", by " + h.operator() + " since "
                                + h.since())
                        .orElse(""),
                "wait until it ends (--wait-lock 10m waits for it)");
    }

    @Override
    public void verify() {
        if (held == null) {
            throw new Problem(
                    ExitCode.HELD, "the lock is lost", file.toString(), "", "see that nobody else works, then resume");
        }
    }

    @Override
    public Optional<Holder> openRun(String run) {
        return noted().filter(h -> !h.run().equals(run));
    }

    private Optional<Holder> noted() {
        try {
            String text = Files.exists(note) ? Files.readString(note) : "";
            return !text.isEmpty() && Json.read(text) instanceof Map<?, ?> said
                    ? Optional.of(new Holder(
                            word(said, "run"),
                            word(said, "runbook"),
                            word(said, "operator"),
                            word(said, "host"),
                            word(said, "since")))
                    : Optional.empty();
        } catch (IOException | Json.NotJson e) {
            return Optional.empty();
        }
    }

    private static String word(Map<?, ?> note, String name) {
        return String.valueOf(note.get(name));
    }

    @Override
    public void release(String run) {
        try {
            if (noted().filter(h -> h.run().equals(run)).isPresent()) {
                Files.deleteIfExists(note);
            }
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.JOURNAL,
                    "the lock file can't be written",
                    file.toString(),
                    String.valueOf(e.getMessage()),
                    "make home writable",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            if (held != null) {
                held.close();
                held = null;
                OURS.remove(file);
            }
        } catch (IOException e) {
            // the process's end gives it back
        }
    }
}
