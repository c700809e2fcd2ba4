package dev.handrail.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
            return List.of(new String(line, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Waits for its end. */
    static boolean gone(long pid, Duration atMost) {
        try {
            return ProcessHandle.of(pid).isEmpty()
                    || ProcessHandle.of(pid).get().onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS) != null;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException | java.util.NoSuchElementException e) {
            return true;
        }
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
