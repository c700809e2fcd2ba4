package dev.handrail.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL says about itself in {@code postmaster.pid}; it may be left over from a server that was killed.
 *
 * @param segment its shared memory segment; -1: not known
 * @param status {@code starting}, {@code ready}, {@code stopping}; empty: not known
 */
record PidFile(long pid, int port, long segment, String status) {
    /** Empty where there is none, or none that can be read yet. */
    static Optional<PidFile> in(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() < 4
                    ? Optional.empty()
                    : Optional.of(new PidFile(
                            Long.parseLong(lines.get(0).strip()),
                            Integer.parseInt(lines.get(3).strip()),
                            segment(lines),
                            lines.size() < 8 ? "" : lines.get(7).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** True where the process is still a PostgreSQL server on {@code data}. */
    boolean alive(Path data) {
        return Processes.arguments(pid).contains(data.toString());
    }

    private static long segment(List<String> lines) {
        String[] words = lines.size() < 7 ? new String[0] : lines.get(6).strip().split("\\s+");
        return words.length < 2 ? -1 : Long.parseLong(words[1]);
    }
}
