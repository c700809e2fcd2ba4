package dev.handrail.sandbox;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.settings.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A server's own log: private, kept small, and quoted when the server does not do what it should. */
final class ServerLog {
    private static final long LARGE = 10_000_000;
    private static final int LINES = 12;

    private ServerLog() {}

    /** Makes sure that the log is there; a large one is put aside as {@code .1}. */
    static void open(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGE) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(log)) {
            Files.createFile(log, PrivateFiles.file());
        }
    }

    /** Where the log ends now, in bytes. */
    static long end(Path log) throws IOException {
        return Files.exists(log) ? Files.size(log) : 0;
    }

    /** What was logged from byte {@code start} on, the last 64 KiB of it at most. */
    static String since(Path log, long start) throws IOException {
        try (FileChannel channel = FileChannel.open(log)) {
            long from = Math.max(start > channel.size() ? 0 : start, channel.size() - 65_536);
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
                continue;
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }

    /** A failure told in the server's own last words. */
    static Problem problem(String what, Path log, long start) throws IOException {
        List<String> lines = since(log, start).lines().toList();
        String last = String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        return new Problem(
                ExitCode.UNREACHABLE,
                "the sandbox fails: " + what,
                log.toString(),
                last.isBlank() ? "it said nothing" : last,
                "mend what it says; where its data can be given up: handrail sandbox reset");
    }
}
