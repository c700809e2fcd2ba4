package dev.handrail.journal;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.text.OwnFile;
import dev.handrail.text.Sizes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The file under a journal. A line is there as a whole or not at all; what the disk refused to keep is taken away, and
 * nothing is written any more: after a failed sync nobody can say what the disk holds.
 */
final class JournalFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final Reserve reserve;
    private boolean prepared;
    private long length;
    private long durable;
    private @Nullable Problem broken;

    private JournalFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        this.reserve = new Reserve(folder(path));
    }

    /** @param fresh true: it must not be there yet */
    static JournalFile open(Path path, boolean fresh) throws IOException {
        return new JournalFile(
                path,
                fresh
                        ? OwnFile.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                        : OwnFile.open(path, StandardOpenOption.WRITE));
    }

    private static Path folder(Path file) {
        return java.util.Objects.requireNonNull(file.getParent());
    }

    /** Bytes that are surely on the disk. */
    long durable() {
        return durable;
    }

    Path path() {
        return path;
    }

    /** Drops what lies behind {@code whole} bytes and goes on from there. */
    void cut(long whole) throws IOException {
        channel.truncate(whole);
        channel.position(whole);
        length = whole;
        durable = whole;
    }

    /**
     * Before an effect is announced: the room for what has to be recorded after it is on the disk, and so is the file
     * itself.
     *
     * @throws Problem exit 8 where it is not; the journal can be written on, with the little that is left
     */
    void prepare() {
        mustWork();
        try {
            reserve.fill();
            if (!prepared) {
                syncFolder(folder(path));
                prepared = true;
            }
        } catch (IOException e) {
            throw problem("there is no room to record how an effect ends, so none is begun", e);
        }
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
        try (FileChannel entries = FileChannel.open(folder.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    /**
     * Adds a line.
     *
     * @param announces true: the reserve stays for what comes after it
     * @throws Problem exit 8; then nothing of it is in the file
     */
    void add(String line, boolean announces) {
        mustWork();
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            write(bytes);
        } catch (IOException full) {
            backTo(length, full);
            if (announces) {
                throw unwritten(full);
            }
            again(bytes, full);
        }
        length += bytes.length;
    }

    /** Once more, with the room that was kept for it. */
    private void again(byte[] bytes, IOException full) {
        try {
            if (!reserve.release()) {
                throw full;
            }
            write(bytes);
        } catch (IOException e) {
            broken = unwritten(e);
            backTo(length, e);
            throw broken;
        }
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    /** @throws Problem exit 8; then what was not on the disk before is taken away, and nothing more is written */
    void sync() {
        mustWork();
        try {
            channel.force(false);
            durable = length;
        } catch (IOException e) {
            broken = problem("the disk did not keep what was written to the journal", e);
            backTo(durable, e);
            throw broken;
        }
    }

    private void backTo(long end, IOException why) {
        try {
            channel.truncate(end);
            channel.position(end);
            length = end;
        } catch (IOException e) {
            why.addSuppressed(e);
            broken = unwritten(why);
        }
    }

    private void mustWork() {
        if (broken != null) {
            throw broken;
        }
    }

    private Problem unwritten(IOException e) {
        return problem("the journal can't be written", e);
    }

    private Problem problem(String what, IOException e) {
        return new Problem(
                ExitCode.JOURNAL,
                what,
                path.toString(),
                reason(e) + "; " + free() + " free there",
                "free the disk or mend what is wrong with it, then: handrail resume "
                        + folder(path).getFileName(),
                e);
    }

    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied: " + e.getMessage();
        }
        if (e instanceof NoSuchFileException) {
            return "it is not there: " + e.getMessage();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private String free() {
        try {
            return Sizes.show(Files.getFileStore(folder(path)).getUsableSpace());
        } catch (IOException unknown) {
            return "unknown how much is";
        }
    }

    @Override
    public void close() throws IOException {
        try {
            reserve.close();
        } finally {
            channel.close();
        }
    }
}
