package dev.handrail.sandbox;

import dev.handrail.settings.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The embedded Redis. What changes something is called under the sandbox's lock only. */
final class RedisServer implements Server {
    static final String NAME = "redis";
    static final String CONFIG = "redis.conf";
    /** Redis has 16 unless told otherwise; each declared cache of each runbook takes one. */
    static final int DATABASES = 256;

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Place place;
    private final Ledger ledger;
    private final Binaries binaries;
    private final Consumer<String> progress;

    RedisServer(Place place, Ledger ledger, Consumer<String> progress) {
        this.place = place;
        this.ledger = ledger;
        this.binaries = new Binaries(place);
        this.progress = progress;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Path log() {
        return place.log(NAME);
    }

    @Override
    public Optional<Running> running() {
        return known("ready");
    }

    @Override
    public Running start() throws IOException {
        Optional<Running> already = known("");
        if (already.isPresent()) {
            return answering(already.get(), ServerLog.end(log()));
        }
        progress.accept("starting Redis");
        binaries.unpackRedis();
        endUnknown();
        long before = ServerLog.end(log());
        Running started = launch(Ports.free(ledger.port(NAME + ".port")));
        return answering(started, before);
    }

    @Override
    public void stop() throws IOException {
        Optional<Running> running = known("");
        if (running.isPresent()) {
            long pid = running.get().pid();
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
            if (!Processes.gone(pid, STOP)) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                Processes.gone(pid, STOP);
            }
        }
        Files.deleteIfExists(pidFile());
    }

    private Running launch(int port) throws IOException {
        Path data = place.makeData(NAME);
        String password = Passwords.made(place.password(NAME));
        Path config = place.handOver(CONFIG, config(port, password));
        Process process = new Launch(place.account())
                .detached(data, log(), List.of(binaries.redis().toString(), config.toString()));
        ledger.put(NAME + ".port", Integer.toString(port));
        Running started = new Running(process.pid(), port);
        record(started, "starting");
        return started;
    }

    /** A server of a home that was deleted may still write into the same folder. */
    private void endUnknown() {
        ProcessHandle.allProcesses().filter(process -> ours(process.pid())).forEach(process -> {
            process.destroy();
            Processes.gone(process.pid(), STOP);
        });
    }

    /** The folder is the one that it is started in, so that no path needs quoting. */
    private static String config(int port, String password) {
        return """
                bind 127.0.0.1
                protected-mode yes
                port %d
                requirepass %s
                databases %d
                dir ./
                appendonly yes
                save ""
                tcp-backlog 128
                """.formatted(port, password, DATABASES);
    }

    private Running answering(Running started, long before) throws IOException {
        String password = Passwords.made(place.password(NAME));
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            if (RedisPing.answers(started.port(), password)) {
                record(started, "ready");
                return started;
            }
            if (!Processes.alive(started.pid())) {
                throw ServerLog.problem("Redis ended at once", log(), before);
            }
            Pause.of(5);
        }
        throw ServerLog.problem("Redis did not answer within " + START.toSeconds() + " s", log(), before);
    }

    private void record(Running running, String status) throws IOException {
        PrivateFiles.write(pidFile(), running.pid() + " " + running.port() + " " + status + "\n");
    }

    /** The server that the pid file names, where it still is one of ours and {@code status} was recorded. */
    private Optional<Running> known(String status) {
        try {
            String[] words = Files.readString(pidFile()).strip().split(" ");
            return Optional.of(new Running(Long.parseLong(words[0]), Integer.parseInt(words[1])))
                    .filter(running -> status.isEmpty() || words[2].equals(status))
                    .filter(running -> ours(running.pid()));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Redis shows itself as {@code PROGRAM 127.0.0.1:PORT}; before that, its arguments. */
    private boolean ours(long pid) {
        List<String> arguments = Processes.arguments(pid);
        return !arguments.isEmpty()
                && arguments.get(0).startsWith(binaries.redis().toString());
    }

    private Path pidFile() {
        return place.own().resolve("redis.pid");
    }
}
