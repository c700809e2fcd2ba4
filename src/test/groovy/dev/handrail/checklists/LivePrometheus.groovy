package dev.handrail.checklists

import dev.handrail.live.LivePostgres
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** Debian's Prometheus on loopback, which scrapes one target each second as the job {@code capsim}. */
class LivePrometheus implements AutoCloseable {
    private static final File PROGRAM = new File('/usr/bin/prometheus')

    final int port = LivePostgres.freePort()
    private final Path folder = Files.createTempDirectory('handrail-prometheus-')
    private final Process process

    /** @param target host:port */
    LivePrometheus(String target) {
        folder.resolve('prometheus.yml').toFile().text = """\
            global: { scrape_interval: 1s }
            scrape_configs:
              - job_name: capsim
                static_configs: [{ targets: ['$target'] }]
            """.stripIndent()
        process = new ProcessBuilder(PROGRAM.path, "--config.file=${folder.resolve('prometheus.yml')}".toString(),
            "--storage.tsdb.path=${folder.resolve('data')}".toString(), "--web.listen-address=127.0.0.1:$port".toString())
            .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
        Runtime.runtime.addShutdownHook(new Thread({ close() } as Runnable))
        awaitReady()
    }

    static boolean isAvailable() {
        PROGRAM.canExecute()
    }

    String getUrl() {
        "http://127.0.0.1:$port"
    }

    private void awaitReady() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60)
        while (System.nanoTime() < end) {
            try {
                if (new URI("$url/-/ready").toURL().openConnection().responseCode == 200) {
                    return
                }
            } catch (IOException ignored) {
                // it is still starting
            }
            process.waitFor(100, TimeUnit.MILLISECONDS)
        }
        throw new IllegalStateException('Prometheus does not answer')
    }

    @Override
    void close() {
        process.destroy()
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly()
        }
        folder.toFile().deleteDir()
    }
}
