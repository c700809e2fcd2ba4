package dev.handrail.seen

import dev.handrail.runbook.*
import dev.handrail.text.Secret
import dev.handrail.text.Statement
import dev.handrail.text.Values
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset

/**
 * What a plan or a question sees of its targets, given as plain values: for specs of planning and judging, which send
 * nothing. Whatever performs is specified against real servers.
 */
class Seen implements Targets {
    static final Instant NOW = Instant.parse('2026-11-21T12:00:00Z')

    Map<String, Database> databases = [:]
    Map<String, Cache> caches = [:]
    Map<String, Service> services = [:]
    Map<String, Metrics> metricsByName = [:]
    Host host = new SeenHost()
    SeenValues values = new SeenValues()
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC)
    SeenHistory history = new SeenHistory()

    Database database(String name) { need(databases, name) }

    Cache cache(String name) { need(caches, name) }

    Service service(String name) { need(services, name) }

    Metrics metrics(String name) { need(metricsByName, name) }

    Host host() { host }

    Values values() { values }

    Clock clock() { clock }

    History history() { history }

    private static <T> T need(Map<String, T> bound, String name) {
        assert bound.containsKey(name): "nothing is bound as $name"
        bound[name]
    }

    static class SeenValues implements Values {
        Map<String, String> captured = [:]

        Optional<String> captured(String step, String name) { Optional.ofNullable(captured["$step/$name".toString()]) }

        Secret secret(String name) { new Secret(name, "secret-of-$name") }

        String runId() { 'run-1' }

        String startedAt() { NOW.toString() }

        Secret url(String database) { new Secret("url of $database", "postgresql://$database") }
    }

    static class SeenHistory implements History {
        Map<String, Duration> tookBySteps = [:]
        Map<String, Instant> passed = [:]
        Map<String, Boolean> runs = [:]

        Optional<Duration> took(String step) { Optional.ofNullable(tookBySteps[step]) }

        Optional<Duration> tookBack(String step) { Optional.empty() }

        Optional<Boolean> over(String run) { Optional.ofNullable(runs[run]) }

        Optional<Instant> passedIn(String environment) { Optional.ofNullable(passed[environment]) }
    }

    /** Answers are closures: of the statement's SQL, of a catalog question and its arguments. */
    static class SeenDatabase implements Database {
        String name = 'shop'
        Closure<Reading> asked = { String sql -> Reading.of(null) }
        Closure<List<Map<String, Object>>> looked = { String sql, Map arguments -> [] }
        List<String> log = []
        boolean anchored = true
        Database.Identity identity =
            new Database.Identity('127.0.0.1', 5432, 'shop', 'me', 16384, '7000', 1, '15.19', 150019, false, false, 1 << 20)

        String name() { name }

        Database.Identity identity() { identity }

        Reading ask(Statement statement, Values values) {
            log << statement.sql()
            asked(statement.sql())
        }

        long stream(Statement query, Values values, RowSink sink) { throw new UnsupportedOperationException() }

        List<Map<String, Object>> catalog(String sql, Map<String, ?> arguments) { looked(sql, arguments) }

        boolean anchored() { anchored }
    }

    static class SeenCache implements Cache {
        List<String> keys = []
        String role = 'master'
        Closure<Reading> asked = { String command, List<String> arguments -> Reading.of(null) }

        Cache.Identity identity

        Cache.Identity identity() {
            identity ?: new Cache.Identity('127.0.0.1', 6379, 0, '6.2.11', role, keys.size(), 1 << 20, 0)
        }

        long count(String pattern, long atMost) { Math.min(matching(pattern).size(), atMost) }

        Cache.Counted counted(String pattern, long exactTo) {
            new Cache.Counted(matching(pattern).size(), matching(pattern).size() < exactTo)
        }

        List<String> sample(String pattern, int atMost) { matching(pattern).take(atMost) }

        List<List<String>> tried = []

        void mayDo(List<List<String>> commands, String keys) { tried += commands }

        Reading ask(String command, List<String> arguments) { asked(command, arguments) }

        private List<String> matching(String pattern) {
            keys.findAll { it.matches(pattern.replace('*', '.*')) }
        }
    }

    static class SeenHost implements Host {
        Set<String> programs = []
        List<Manifest> manifests = []
        List<dev.handrail.runbook.Foreign> dumps = []
        long bytesFree = 1L << 40
        Closure<Reading> asked = { List<String> argv -> Reading.of('').fact('exit', 0) }

        Optional<Path> find(String program) {
            program in programs ? Optional.of(Path.of('/usr/bin', program)) : Optional.empty()
        }

        Reading ask(List<dev.handrail.text.Text> argv, Map<String, dev.handrail.text.Text> environment,
                    String directory, Values values) {
            asked(argv*.resolve(values))
        }

        Map<String, Log> logs = [:]

        Log log(String file) { logs[file] }

        Optional<String> field(String answer, String path) {
            dev.handrail.json.JsonPath.parse(path).get().in(dev.handrail.json.Json.read(answer))
        }

        List<Map<String, Object>> objects(String answer, String list) { dev.handrail.json.Json.read(answer)[list] as List }

        long free(Path folder) { bytesFree }

        Path folder(String written) { Path.of('/home').resolve(written) }

        List<Manifest> backups(Path folder) { manifests.findAll { it.place().startsWith(folder.toString()) } }

        Optional<Manifest> backup(Path place) { Optional.ofNullable(manifests.find { it.place() == place.toString() }) }

        Optional<dev.handrail.runbook.Foreign> foreign(Path place) { Optional.ofNullable(dumps.find { it.place() == place.toString() }) }

        List<Manifest> backups(Bucket place) { manifests.findAll { it.place().startsWith(place.toString()) } }

        Optional<Manifest> backup(Bucket place) { Optional.ofNullable(manifests.find { it.place() == place.toString() }) }

        List<Unfinished> unfinished(Path folder) { [] }

        List<Unfinished> unfinished(Bucket place) { [] }

        void fit(Path folder) { }

        Optional<Integer> pgDumpMajor() { Optional.of(15) }
    }

    static class SeenService implements Service {
        Closure<Reading> asked = { String method, String path -> Reading.of('').fact('status', 200) }

        String base() { 'http://127.0.0.1:1' }

        Reading ask(String method, dev.handrail.text.Text path, Map<String, dev.handrail.text.Text> headers, Values values) {
            asked(method, path.resolve(values))
        }
    }
}
