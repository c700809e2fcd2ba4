package dev.handrail.target.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The process that holds a lock, told so that another process can prove it dead: only one of the same user, under the
 * same kernel since the same boot, that sees the same processes. A name of a host proves nothing, and neither does a
 * process that can't be seen. Elsewhere than on Linux nothing is proven.
 *
 * @param where boot, process namespace and user in one text; empty: not known
 * @param start when the process started, in the kernel's ticks: a number may be given away again
 */
public record HolderProcess(String where, long pid, String start) {
    private static final Path PROC = Path.of("/proc");
    /** Behind the name, which may hold anything: state is the third field of {@code stat}, the start its 22nd. */
    private static final int STATE = 0;

    private static final int THREADS = 17;
    private static final int START = 19;

    public static HolderProcess self() {
        return of(ProcessHandle.current().pid());
    }

    public static HolderProcess of(long pid) {
        try {
            return new HolderProcess(here(), pid, stat(pid)[START]);
        } catch (IOException | RuntimeException e) {
            return new HolderProcess("", pid, "");
        }
    }

    /** Reads what {@link #facts()} gave; what is missing makes it unknown. */
    public static HolderProcess of(Map<?, ?> facts) {
        Object pid = facts.get("pid");
        return new HolderProcess(
                text(facts, "where"), pid == null ? 0 : Long.parseLong(String.valueOf(pid)), text(facts, "start"));
    }

    private static String text(Map<?, ?> facts, String name) {
        Object value = facts.get(name);
        return value == null ? "" : String.valueOf(value);
    }

    public Map<String, String> facts() {
        return Map.of("where", where, "pid", String.valueOf(pid), "start", start);
    }

    /** True only where it is certain that the process works no more. */
    public boolean dead() {
        try {
            return !where.isEmpty() && !start.isEmpty() && where.equals(here()) && !there();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** A process that ended, and that its parent has not noticed yet, has no thread left. */
    private boolean there() throws IOException {
        try {
            String[] stat = stat(pid);
            boolean ended = stat[STATE].equals("Z") && Integer.parseInt(stat[THREADS]) <= 1;
            return stat[START].equals(start) && !ended;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static String here() throws IOException {
        return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip() + " "
                + Files.readSymbolicLink(PROC.resolve("self/ns/pid")) + " "
                + Files.getAttribute(PROC.resolve("self"), "unix:uid");
    }

    private static String[] stat(long pid) throws IOException {
        String all = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
        return all.substring(all.lastIndexOf(')') + 2).split(" ");
    }
}
