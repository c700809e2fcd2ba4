package dev.handrail.shell;

import dev.handrail.problem.ExitCode;
import dev.handrail.shell.out.Console;
import dev.handrail.shell.repl.Repl;
import dev.handrail.shell.session.Options;
import dev.handrail.shell.session.Seat;
import dev.handrail.target.postgres.Rehearsal;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;

/**
 * What the launcher calls to have the classes of a usual start archived: a run of a runbook that changes nothing and
 * a shell that is left at once, both in a folder of their own, and the drivers' classes, loaded and not used.
 */
final class Training {
    private static final String RUNBOOK = """
            runbook('training', 'Loads what a run loads') {
              section('only') {
                step('task') { manual 'Nothing.' }
                step('program') { command 'true' }
                step('answer') { check('program') { command 'true'; expect exit(0) } }
              }
            }
            """;

    private static final String SQL = """
            runbook('training-sql', 'Loads what a database needs') {
              database 'main'
              section('only') { step('one') { sql 'insert into t values (1)'; rollback { sql 'delete from t' } } }
            }
            """;

    private static final String KEYS = """
            runbook('training-keys', 'Loads what a cache needs') {
              cache 'keys'
              section('only') { step('one') { flush { keys 'a:*' } } }
            }
            """;

    /** Most who run anything have one. */
    private static final String SETTINGS = """
            environments:
              training:
                databases: { main: { connect: "postgresql://nobody@127.0.0.1:1/none", role: nobody } }
                caches: { keys: { url: "redis://127.0.0.1:1/0", password: "env:NOTHING" } }
                services: { api: "http://127.0.0.1:1" }
            """;

    /** Nobody listens there: how a database is found and a connection begun is loaded, and nothing is reached. */
    private static final String NOBODY = "main=postgresql://nobody:nothing@127.0.0.1:1/none";

    /** One class of each jar that is loaded whole. */
    private static final List<String> JARS = List.of(
            "dev.handrail.shell.Main",
            "org.postgresql.Driver",
            "org.jdbi.v3.core.Jdbi",
            "io.leangen.geantyref.GenericTypeReflector");

    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());

    private Training() {}

    /** Never fails: an archive that is missing a class is an archive all the same. */
    static void all() {
        try {
            Path folder = Files.createTempDirectory("handrail-training");
            try {
                new Training().in(folder);
            } finally {
                remove(folder);
            }
        } catch (IOException | RuntimeException | LinkageError incomplete) {
            Console.stream(FileDescriptor.err).println("training: " + incomplete);
        }
    }

    private void in(Path folder) throws IOException {
        Path book = Files.writeString(folder.resolve("training.groovy"), RUNBOOK);
        Seat seat = new Seat(nowhere, nowhere, Map.of(), folder, Optional::empty, () -> 80, false, false, false);
        String home = folder.resolve("home").toString();
        for (int i = 0; i < 2; i++) {
            // The second time the runbook is compiled already, as it most often is.
            Front.run(
                    seat,
                    "run",
                    book.toString(),
                    "--home",
                    home,
                    "--yes",
                    "changes",
                    "--answer",
                    "only/task=done",
                    "--json");
        }
        Path sql = Files.writeString(folder.resolve("sql.groovy"), SQL);
        Front.run(seat, "run", sql.toString(), "--home", home, "--yes", "changes", "--database", NOBODY);
        Path keys = Files.writeString(folder.resolve("keys.groovy"), KEYS);
        try (OneKey cache = OneKey.open()) {
            Front.run(
                    seat, "run", keys.toString(), "--home", home, "--yes", "changes", "--cache", "keys=" + cache.url());
        }
        Rehearsal.ask();
        Files.writeString(folder.resolve("handrail.yml"), SETTINGS);
        Front.run(seat, "run", sql.toString(), "--home", home, "--yes", "changes", "--env", "training");
        Front.run(seat, "runs", "--home", home);
        shell(folder, seat);
        for (String one : JARS) {
            load(one);
        }
    }

    private void shell(Path folder, Seat seat) throws IOException {
        try (Terminal terminal =
                new DumbTerminal(new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream())) {
            Options options = Options.NONE.at(folder.resolve("home"));
            ExitCode left = Repl.open(terminal, seat, options);
            nowhere.println(left);
        }
    }

    /** Every class of the jar that {@code name} is in, none initialised. */
    private static void load(String name) throws IOException {
        ClassLoader loader = Training.class.getClassLoader();
        try {
            Path jar = Path.of(Class.forName(name, false, loader)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (JarFile file = new JarFile(jar.toFile())) {
                file.stream()
                        .map(entry -> entry.getName())
                        .filter(entry -> entry.endsWith(".class") && !entry.startsWith("META-INF"))
                        .map(entry -> entry.substring(0, entry.length() - 6).replace('/', '.'))
                        .forEach(type -> loaded(type, loader));
            }
        } catch (ReflectiveOperationException | java.net.URISyntaxException elsewhere) {
            // not in a jar of its own: nothing to load ahead
        }
    }

    private static void loaded(String type, ClassLoader loader) {
        try {
            Class.forName(type, false, loader);
        } catch (ClassNotFoundException | LinkageError optional) {
            // it wants a library that is not there
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
