package dev.handrail.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The embedded PostgreSQL. What changes something is called under the sandbox's lock only. */
final class PostgresServer implements Server {
    static final String NAME = "postgres";
    static final String USER = "handrail";

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Place place;
    private final Ledger ledger;
    private final Binaries binaries;
    private final Consumer<String> progress;

    PostgresServer(Place place, Ledger ledger, Consumer<String> progress) {
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
        return PidFile.in(data())
                .filter(file -> file.status().equals("ready"))
                .filter(file -> file.alive(data()))
                .map(file -> new Running(file.pid(), file.port()));
    }

    @Override
    public Running start() throws IOException {
        Optional<Running> already = running();
        // One that is not ready by now was left halfway by a command that was killed: begun anew, it tells us more.
        if (already.isPresent() && Files.exists(place.password(NAME))) {
            return already.get();
        }
        stop();
        new PostgresData(place, ledger, binaries, progress).make();
        progress.accept("starting PostgreSQL");
        long deadline = System.nanoTime() + START.toNanos();
        long quoted = ServerLog.end(log());
        while (System.nanoTime() < deadline) {
            long before = ServerLog.end(log());
            Optional<Running> started = attempt(deadline);
            if (started.isPresent()) {
                ledger.put(NAME + ".port", Integer.toString(started.get().port()));
                return started.get();
            }
            if (!passing(ServerLog.since(log(), before))) {
                throw ServerLog.problem("PostgreSQL ended at once", log(), quoted);
            }
            Pause.of(100);
        }
        throw ServerLog.problem("PostgreSQL was not ready within " + START.toSeconds() + " s", log(), quoted);
    }

    @Override
    public void stop() throws IOException {
        Optional<PidFile> file = PidFile.in(data()).filter(found -> found.alive(data()));
        for (String mode : List.of("fast", "immediate")) {
            if (file.isPresent() && Processes.alive(file.get().pid())) {
                stop(file.get(), mode);
            }
        }
    }

    private void stop(PidFile file, String mode) throws IOException {
        String seconds = Long.toString(STOP.toSeconds());
        List<String> argv = List.of(program("pg_ctl"), "stop", "-D", data().toString(), "-m", mode, "-t", seconds);
        try {
            new Launch(place.account()).run("pg_ctl stop", place.log("pg_ctl"), STOP.plusSeconds(5), argv);
        } catch (dev.handrail.problem.Problem e) {
            if (mode.equals("immediate") && Processes.alive(file.pid())) {
                throw e;
            }
        }
    }

    /** Empty where it ended, its log saying why. */
    private Optional<Running> attempt(long deadline) throws IOException {
        forget(PidFile.in(data()));
        int port = Ports.free(ledger.port(NAME + ".port"));
        Process process = new Launch(place.account())
                .detached(
                        Path.of("/"),
                        log(),
                        List.of(
                                program("postgres"),
                                "-D",
                                data().toString(),
                                "-p",
                                Integer.toString(port),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "cluster_name=handrail-sandbox",
                                "-c",
                                // the user has the name of handrail's own schema
                                "search_path=public"));
        return ready(process.pid(), deadline);
    }

    private Optional<Running> ready(long pid, long deadline) {
        while (System.nanoTime() < deadline) {
            Optional<Running> running = running().filter(found -> found.pid() == pid);
            if (running.isPresent()) {
                return running;
            }
            if (!Processes.alive(pid)) {
                return Optional.empty();
            }
            Pause.of(5);
        }
        return Optional.empty();
    }

    /**
     * A pid file left by a kill or a reboot, whose number is another program's by now, would stop PostgreSQL. It is
     * removed only where no old server process holds the data's shared memory.
     */
    private void forget(Optional<PidFile> left) throws IOException {
        if (left.isPresent()
                && ProcessHandle.of(left.get().pid()).isPresent()
                && !Processes.attached(left.get().segment())) {
            Files.deleteIfExists(data().resolve("postmaster.pid"));
        }
    }

    /** What another attempt may cure: the port was taken meanwhile, or an old server's processes are still ending. */
    private static boolean passing(String log) {
        return log.contains("could not create any TCP/IP sockets")
                || log.contains("is still in use")
                || log.contains("lock file \"postmaster.pid\" already exists");
    }

    private Path data() {
        return place.data(NAME).resolve("data");
    }

    private String program(String name) {
        return binaries.postgres().resolve("bin").resolve(name).toString();
    }
}
