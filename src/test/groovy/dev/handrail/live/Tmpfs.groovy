package dev.handrail.live

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** A disk so small that it is full soon. Only root may make one, and not in every container: specs say {@code @Requires({ Tmpfs.available })}. */
class Tmpfs implements AutoCloseable {
    private static Boolean possible

    final Path folder

    Tmpfs(String size) {
        folder = Files.createTempDirectory(Path.of('/tmp'), 'handrail-tmpfs-')
        assert call('mount', '-t', 'tmpfs', '-o', "size=$size,mode=0755", 'tmpfs', folder.toString())
    }

    static synchronized boolean isAvailable() {
        possible = possible ?: tried()
    }

    private static boolean tried() {
        try {
            new Tmpfs('64k').close()
            true
        } catch (IOException | AssertionError ignored) {
            false
        }
    }

    private static boolean call(String... argv) {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
        process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0
    }

    void close() {
        call('umount', '-l', folder.toString())
        folder.toFile().delete()
    }
}
