package dev.handrail.sandbox;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Runbook;
import dev.handrail.settings.Environment;
import dev.handrail.settings.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The embedded environment: a PostgreSQL and a Redis that outlive the command that starts them, and stand-ins for
 * services and metrics that end with it.
 */
public final class Sandbox implements AutoCloseable {
    private final Place place;
    private final Ledger ledger;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final Databases databases;
    private final StandIns standIns;

    private Sandbox(Place place, Consumer<String> progress) {
        this.place = place;
        this.ledger = new Ledger(place.own().resolve("allotted"));
        this.postgres = new PostgresServer(place, ledger, progress);
        this.redis = new RedisServer(place, ledger, progress);
        this.databases = new Databases(place, ledger, progress);
        this.standIns = new StandIns(place, ledger);
    }

    /**
     * The sandbox of this home; nothing is started yet.
     *
     * @param progress is told, in a few words each, what takes a moment: unpacking, starting, loading
     */
    public static Sandbox of(Home home, Consumer<String> progress) {
        try {
            return new Sandbox(Place.of(home), progress);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The runbook's own programs for the sandbox: the folder to put first on PATH for {@code command}. */
    public static Optional<Path> programs(Runbook runbook) {
        return RunbookFolder.of(runbook).programs();
    }

    /**
     * Starts what {@code runbook} needs and {@code given} does not bind, and answers where everything is: the servers
     * go on, the stand-ins end with {@link #close()}.
     *
     * @throws Problem exit 2 for a mistake in the runbook's own sandbox files, exit 7 where a server does not start
     */
    public Environment environmentFor(Runbook runbook, Environment given) {
        EmbeddedTargets targets =
                new EmbeddedTargets(RunbookFolder.of(runbook), given, place, databases, new Caches(place, ledger));
        try {
            var services = targets.services(standIns);
            var metrics = targets.metrics(standIns);
            var caches = targets.caches(redis);
            var bound = targets.databases(postgres);
            return given.or(
                    new Environment(given.name(), false, bound, caches, services, metrics, Map.of(), Map.of(), true));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Everything that runbooks were given here so far, by {@code runbook/name}; starts the servers where there is something. */
    public Environment everything(Environment given) {
        Allotted allotted = new Allotted(ledger.all(), databases, new Caches(place, ledger));
        if (allotted.none()) {
            return given;
        }
        if (status().stream().anyMatch(server -> !server.running())) {
            start();
        }
        return allotted.over(given, status(postgres).port(), status(redis).port());
    }

    /** Starts both servers where they do not run. */
    public void start() {
        locked(() -> {
            postgres.start();
            redis.start();
        });
    }

    /** Ends both servers; their data stays. */
    public void stop() {
        locked(this::end);
    }

    /** Ends both servers and gives up all of their data: databases, caches, passwords, ports. */
    public void reset() {
        locked(() -> {
            end();
            new Removal(place).all();
        });
    }

    /**
     * Gives up what a runbook has here: the next time its databases are made anew, and its caches are empty. A server
     * that has something of it is started for that, where it does not run.
     */
    public void forget(String runbook) {
        locked(() -> {
            if (ledger.knows(Databases.KEY + runbook + "/")) {
                databases.forget(runbook, postgres.start());
            }
            if (ledger.knows(Caches.KEY + runbook + "/")) {
                new Caches(place, ledger).clear(runbook, redis.start());
            }
        });
    }

    /**
     * Runs SQL in a database of a runbook, each statement committed by itself: what is there before a trial.
     *
     * @throws Problem exit 7 where it was not made yet
     */
    public void execute(String runbook, String database, String sql) {
        locked(() -> {
            Optional<String> real = databases.made(runbook, database);
            Optional<Running> server = postgres.running();
            if (real.isEmpty() || server.isEmpty()) {
                throw new Problem(
                        ExitCode.UNREACHABLE,
                        "database '" + database + "' of " + runbook + " is not there yet",
                        "the sandbox",
                        "it is made when the runbook is first planned or run",
                        "look at the name, or plan the runbook before");
            }
            databases.execute(real.get(), sql, server.get());
        });
    }

    /** Both servers, whether they run or not. */
    public List<ServerStatus> status() {
        return List.of(status(postgres), status(redis));
    }

    /** Where psql and redis-cli find what runbooks use, of the servers that run. */
    public List<SandboxUrl> urls() {
        Map<String, String> allotted = ledger.all();
        List<SandboxUrl> urls = new ArrayList<>();
        try {
            Optional<Running> server = postgres.running();
            if (server.isPresent()) {
                urls.addAll(SandboxUrl.databases(allotted, server.get().port(), place));
            }
        } catch (IOException e) {
            throw failed(e);
        }
        redis.running().ifPresent(running -> urls.addAll(SandboxUrl.caches(allotted, running.port(), place)));
        return urls;
    }

    /** Ends the stand-ins; the servers go on. */
    @Override
    public void close() {
        standIns.close();
    }

    private void end() throws IOException {
        postgres.stop();
        redis.stop();
    }

    private ServerStatus status(Server server) {
        Optional<Running> running = server.running();
        return new ServerStatus(
                server.name(),
                running.map(Running::port).orElse(0),
                running.map(Running::pid).orElse(0L),
                place.data(server.name()),
                server.log(),
                place.account().name());
    }

    private void locked(Work work) {
        try (SandboxLock lock = SandboxLock.take(place)) {
            work.run();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static Problem failed(IOException e) {
        return new Problem(
                ExitCode.UNREACHABLE,
                "the sandbox's files can't be used",
                "",
                String.valueOf(e),
                "see disk space and permissions, or use another home: --home DIR",
                e);
    }

    private interface Work {
        void run() throws IOException;
    }
}
