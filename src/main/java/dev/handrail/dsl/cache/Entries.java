package dev.handrail.dsl.cache;

import dev.handrail.dsl.source.Digests;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files by name in one folder, whole or not at all: each begins with the digest of the rest, is written aside and then
 * renamed, and is for its owner alone. Whatever goes wrong, there is just no entry.
 */
final class Entries {
    private static final int DIGEST = 32;
    private static final int MANY = 400;
    private static final long LARGE = 64L << 20;
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path folder;

    Entries(Path folder) {
        this.folder = folder;
    }

    Optional<byte[]> read(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.isRegularFile(file) || open(file) || open(folder)) {
                return Optional.empty();
            }
            byte[] all = Files.readAllBytes(file);
            if (all.length < DIGEST) {
                return Optional.empty();
            }
            byte[] content = Arrays.copyOfRange(all, DIGEST, all.length);
            byte[] digest = Arrays.copyOf(all, DIGEST);
            return Digests.hex(content).equals(HexFormat.of().formatHex(digest))
                    ? Optional.of(content)
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** True where someone else may write it: then it may hold anything. */
    private static boolean open(Path path) throws IOException {
        return Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
    }

    void write(String name, byte[] content) {
        try {
            make();
            Path aside = Files.createTempFile(
                    folder,
                    ".",
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            byte[] all = new byte[DIGEST + content.length];
            System.arraycopy(Digests.sha256().digest(content), 0, all, 0, DIGEST);
            System.arraycopy(content, 0, all, DIGEST, content.length);
            Files.write(aside, all);
            Files.move(
                    aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            prune();
        } catch (IOException | UnsupportedOperationException e) {
            // a cache that can't be written costs time, nothing else
        }
    }

    private void make() throws IOException {
        Set<PosixFilePermission> own = PosixFilePermissions.fromString("rwx------");
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent, PosixFilePermissions.asFileAttribute(own));
            }
            try {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(own));
            } catch (FileAlreadyExistsException e) {
                // another start was quicker
            }
        }
        Files.setPosixFilePermissions(folder, own);
    }

    /** Keeps the newest entries, half of what is bearable, once there are too many or they are too large. */
    private void prune() throws IOException {
        List<Entry> all;
        try (Stream<Path> files = Files.list(folder)) {
            all = files.map(Entry::of).toList();
        }
        if (all.size() <= MANY && all.stream().mapToLong(Entry::size).sum() <= LARGE) {
            return;
        }
        long kept = 0;
        int i = 0;
        for (Entry entry :
                all.stream().sorted(Comparator.comparing(Entry::age).reversed()).toList()) {
            kept += entry.size();
            if (i >= MANY / 2 || kept > LARGE / 2 && i > 1) {
                Files.deleteIfExists(entry.file());
            }
            i++;
        }
    }

    /** A file, looked at once. */
    private record Entry(Path file, long size, FileTime age) {
        static Entry of(Path file) {
            try {
                BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
                return new Entry(file, seen.size(), seen.lastModifiedTime());
            } catch (IOException gone) {
                return new Entry(file, 0, FileTime.fromMillis(0));
            }
        }
    }
}
