package dev.handrail.journal;

import dev.handrail.text.OwnFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A journal's copy on another disk: the same bytes, in the same order. */
final class MirrorFile implements AutoCloseable {
    private static final int BLOCK = 64 * 1024;

    private final Path place;
    private final FileChannel source;
    private final FileChannel copy;
    private @Nullable Object key;
    private long copied;

    private MirrorFile(Path place, FileChannel source, FileChannel copy) {
        this.place = place;
        this.source = source;
        this.copy = copy;
    }

    /**
     * Opens the copy, where it is missing made, and checks that what it holds is the beginning of the journal. A last
     * record that was cut short in it is taken away.
     *
     * @param folder the mirror's own folder, which is never made: it may be a file system that is not mounted
     * @throws Other where it holds records that the journal does not
     */
    static MirrorFile open(Path journal, Path folder, String run) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FileSystemException(
                    "there is no such folder; handrail does not make it, for it may be a disk that is not there");
        }
        Path own = folder.resolve(run);
        if (!Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(own, PosixFilePermissions.asFileAttribute(OwnFolder.MODE));
        }
        FileChannel source = FileChannel.open(journal, StandardOpenOption.READ);
        try {
            Path place = own.resolve(Journal.FILE);
            MirrorFile mirror = new MirrorFile(place, source, channel(place));
            mirror.key = mirror.key();
            mirror.agree();
            return mirror;
        } catch (IOException e) {
            source.close();
            throw e;
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        return OwnFile.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Which file is there: one that was taken away under us still takes what is written to it. */
    private @Nullable Object key() throws IOException {
        return Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    private void agree() throws IOException {
        byte[] there = read(copy, 0, copy.size());
        byte[] here = read(source, 0, Math.min(source.size(), there.length));
        int same = Arrays.mismatch(here, there);
        if (same >= 0) {
            int line = same;
            while (line > 0 && there[line - 1] != '\n') {
                line--;
            }
            for (int i = line; i < there.length; i++) {
                if (there[i] == '\n') {
                    copy.close();
                    throw new Other();
                }
            }
            copy.truncate(line);
            copied = line;
        } else {
            copied = there.length;
        }
    }

    private static byte[] read(FileChannel from, long start, long length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
        while (bytes.hasRemaining() && from.read(bytes, start + bytes.position()) >= 0) {
            // until it is full, or the file ends
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Brings the copy to {@code end} bytes, on its disk. */
    void reach(long end) throws IOException {
        if (!Objects.equals(key, key())) {
            throw new IOException("another file is in its place");
        }
        while (copied < end) {
            ByteBuffer block = ByteBuffer.wrap(read(source, copied, Math.min(BLOCK, end - copied)));
            if (!block.hasRemaining()) {
                throw new IOException("the journal became shorter");
            }
            while (block.hasRemaining()) {
                copied += copy.write(block, copied);
            }
        }
        copy.force(false);
    }

    @Override
    public void close() throws IOException {
        source.close();
        copy.close();
    }

    /** The copy is not one of this journal. */
    static final class Other extends IOException {
        private static final long serialVersionUID = 1L;

        Other() {
            super("it holds records that the journal does not");
        }
    }
}
