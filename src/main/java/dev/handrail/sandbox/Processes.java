package dev.handrail.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Processes by what they run: a number in a file may by now be anybody's. */
final class Processes {
    private Processes() {}

    /**
     * The arguments of a process, empty where it is not there. Readable for every user, which the program behind
     * {@code /proc/PID/exe} is not, where root has lost the right to trace.
     */
    static List<String> arguments(long pid) {
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
            return line.length == 0 ? List.of() : List.of(new String(line, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** False also for one that has ended and is still listed, because nobody collects the ended in this container. */
    static boolean alive(long pid) {
        try {
            // PID (PROGRAM) STATE …, where the program's name may hold anything
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for its end; false where it is still there after {@code atMost}. */
    static boolean gone(long pid, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (alive(pid)) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            Pause.of(5);
        }
        return true;
    }

    /** True where some process is attached to the System V shared memory segment {@code id}. */
    static boolean attached(long id) {
        try {
            return Files.readAllLines(Path.of("/proc/sysvipc/shm")).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .anyMatch(segment ->
                            segment.length > 6 && segment[1].equals(Long.toString(id)) && !segment[6].equals("0"));
        } catch (IOException e) {
            return true;
        }
    }
}
