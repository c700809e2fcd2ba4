package dev.handrail.target.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders that are made durable, and taken away whole. */
final class Folders {
    private Folders() {}

    /** A new name, or a file that is gone, stays so after a power cut. */
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes a folder with all that is in it; links are deleted, not followed. Nothing there is well, too. */
    static void delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw failed("can't be removed", folder, e);
        }
    }

    /** The same, but one file stays until all else is gone. */
    static void delete(Path folder, String last) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            inside.filter(path -> !path.getFileName().toString().equals(last)).forEach(Folders::delete);
        }
        delete(folder);
    }

    /** The regular files below a folder, in the order of their names. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    /** The same with their sizes: each is looked at once. */
    static SortedMap<Path, Long> sizes(Path folder) throws IOException {
        SortedMap<Path, Long> sizes = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
                if (seen.isRegularFile()) {
                    sizes.put(file, seen.size());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sizes;
    }

    static long bytes(Path folder) {
        try {
            return sizes(folder).values().stream().mapToLong(Long::longValue).sum();
        } catch (IOException e) {
            return 0; // it only measures progress
        }
    }

    static Problem failed(String what, Path path, IOException e) {
        return new Problem(
                ExitCode.FAILED,
                path + " " + what,
                "",
                e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage(),
                "see that there is room and that the folder is writable",
                e);
    }
}
