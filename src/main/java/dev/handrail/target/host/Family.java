package dev.handrail.target.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process and what it started. Those whose parent has ended are no longer its descendants, but stay in its session:
 * they are found there.
 */
record Family(ProcessHandle head, boolean ownSession) {
    List<ProcessHandle> members() {
        Stream<ProcessHandle> session =
                ownSession ? ProcessHandle.allProcesses().filter(p -> session(p) == head.pid()) : Stream.empty();
        return Stream.concat(Stream.concat(Stream.of(head), head.descendants()), session)
                .filter(p -> !ended(p))
                .distinct()
                .toList();
    }

    /** Ended, or only not yet collected by its parent. */
    private static boolean ended(ProcessHandle process) {
        return !process.isAlive() || stat(process).startsWith("Z");
    }

    /** Asks all of them to end, waits, kills what is left. */
    void end(Duration grace) {
        List<ProcessHandle> asked = members();
        asked.forEach(ProcessHandle::destroy);
        gone(asked, grace);
        List<ProcessHandle> left = Stream.concat(asked.stream(), members().stream())
                .filter(p -> !ended(p))
                .distinct()
                .toList();
        left.forEach(ProcessHandle::destroyForcibly);
        gone(left, grace);
    }

    private static void gone(List<ProcessHandle> all, Duration atMost) {
        CompletableFuture<?>[] ends = all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Those left are killed next.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The session a process belongs to; -1 where that can't be told. */
    private static long session(ProcessHandle process) {
        String[] fields = stat(process).split(" ");
        return fields.length > 3 ? Long.parseLong(fields[3]) : -1;
    }

    /** What {@code /proc} says from the state on; empty where there is no such thing. */
    private static String stat(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return "";
        }
    }
}
