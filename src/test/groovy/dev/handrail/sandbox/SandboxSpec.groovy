package dev.handrail.sandbox

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Input
import dev.handrail.runbook.Runbook
import dev.handrail.runbook.TargetRef
import dev.handrail.settings.Bindings
import dev.handrail.settings.Environment
import dev.handrail.settings.Home
import dev.handrail.settings.Settings
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.sql.Connection
import java.sql.DriverManager
import java.sql.SQLException
import java.util.concurrent.Callable
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Stepwise
import spock.lang.Tag
import spock.util.concurrent.PollingConditions

/** Real servers in a home of their own. The features build on each other: a start from nothing takes seconds. */
@Stepwise
class SandboxSpec extends Specification {
    private static final List<Input> INPUTS = ['rows-to-begin-with': '10', 'who\'s': 'x', '2nd': 'y', 'none': null]
        .collect { new Input(it.key, 'text', '', it.value, false, [], Position.NOWHERE) }

    @Shared
    Path folder = Files.createTempDirectory('handrail sandbox ')
    @Shared
    Home home = Home.at(folder.resolve('home'))
    @Shared
    List<String> told = new CopyOnWriteArrayList<>()

    def cleanupSpec() {
        Sandbox.of(home, {}).withCloseable { it.reset() }
        Path elsewhere = home.sandbox().resolve('place')
        if (Files.exists(elsewhere)) {
            new File(Files.readString(elsewhere).strip()).deleteDir()
        }
        folder.toFile().deleteDir()
    }

    @Tag('long')
    def "a load that fails leaves no half database: the mistake has its position"() {
        given:
        file('sandbox/1-tables.sql', 'create table t (id int primary key);\n')
        file('sandbox/2-rows.sql', 'insert into t values (1);\n\ninsert into nowhere values (1);\n')

        when:
        environment()

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.where().readLines()[0].endsWith('2-rows.sql:3:13')
        problem.why().contains('nowhere')
    }

    def "the mistake mended, the database is made whole, of the size that an input says, and the cache is there"() {
        given:
        file('sandbox/2-rows.sql',
            "insert into t select generate_series(1, current_setting('input.rows_to_begin_with')::int);\nbegin; insert into t values (11); commit;")

        when:
        Environment bound = environment()

        then:
        bound.name() == 'sandbox'
        bound.databases().keySet() == ['main'] as Set
        bound.databases().main.connect().contains('dbname=shop_sale_main user=handrail')
        value(bound, 'select count(*) from t') == 11
        value(bound, 'show server_version').startsWith('15.')
        bound.caches().sessions.url().endsWith('/0')
        redis(bound, 'SET k v') == '+OK'
        told.any { it.contains('2-rows.sql') }
    }

    def "what runs is found at once, and nothing is said about it"() {
        given:
        told.clear()
        List<ServerStatus> before = status()

        when:
        long begin = System.nanoTime()
        Environment bound = environment()
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)

        then:
        status() == before
        before.every { it.running() }
        bound.databases().main.connect().contains("port=${before[0].port()} ")
        told.empty
        ms < 10_000
    }

    def "only what a runbook declares is looked for"() {
        when:
        Environment bound = sandbox().environmentFor(runbook('other', [TargetRef.cache('perm')]), given())

        then:
        bound.databases().isEmpty()
        bound.caches().perm.url().endsWith('/1')
    }

    def "what an option binds is not made"() {
        when:
        Environment options = Settings.load(folder, home, Bindings.parse(['main=service=x'], [], [], []))
            .environment('sandbox')
        Environment bound = sandbox().environmentFor(runbook('third', [TargetRef.database('main')]), options)

        then:
        bound.databases().main.connect() == 'service=x'
    }

    def "files and folders are closed to others"() {
        expect:
        Files.walk(home.root()).toList().findAll { Files.isRegularFile(it) && it.parent == home.sandbox() }
            .collect { PosixFilePermissions.toString(Files.getPosixFilePermissions(it)) }.toSet() - 'rwxr-xr-x' == ['rw-------'] as Set
        PosixFilePermissions.toString(Files.getPosixFilePermissions(home.sandbox())) == 'rwx------'
        status().every { PosixFilePermissions.toString(Files.getPosixFilePermissions(it.data())) == 'rwx------' }
    }

    @Requires({ System.getProperty('user.name') == 'root' })
    def "another local user gets nowhere"() {
        given:
        Environment bound = environment()
        Path password = Path.of(bound.databases().main.password().substring(5))
        int redis = status()[1].port()

        expect:
        asStranger('cat', password.toString()) != 0
        status().every { asStranger('ls', it.data().toString()) != 0 }
        status().every { asStranger('cat', it.log().toString()) != 0 }
        ['cat', 'ls'].every { asStranger(it, home.sandbox().resolve('redis.password').toString()) != 0 }
        asStranger('sh', '-c', 'ls /tmp/.s.PGSQL.* /var/run/postgresql/.s.PGSQL.' + status()[0].port()) != 0

        when:
        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:${status()[0].port()}/postgres", user, 'guess')

        then:
        SQLException refused = thrown()
        refused.SQLState == '28P01'
        redisLine(redis, 'GET k').contains('NOAUTH')

        where:
        user << ['handrail', 'postgres']
    }

    def "nothing listens beyond the loopback address"() {
        expect:
        status().every { server ->
            String port = String.format('%04X', server.port())
            List<String> addresses = ['/proc/net/tcp', '/proc/net/tcp6'].collectMany { new File(it).readLines().drop(1) }
                .collect { it.strip().split(/\s+/) }.findAll { it[3] == '0A' && it[1].endsWith(":$port") }*.getAt(1)
            addresses == ["0100007F:$port".toString()]
        }
    }

    def "servers that were killed start again with their data"() {
        given:
        List<ServerStatus> before = status()
        before.each { kill(it.pid()) }

        when:
        Environment bound = environment()

        then:
        value(bound, 'select count(*) from t') == 11
        new PollingConditions(timeout: 60).eventually { assert redis(bound, 'GET k') == '$1' }
        status()*.port() == before*.port()
        (status()*.pid()).disjoint(before*.pid())
    }

    def "a pid file whose number is another program's by now does not stop the start"() {
        given:
        sandbox().stop()
        Process stranger = asServersUser('sleep', '600')
        Path data = status()[0].data().resolve('data')
        Files.writeString(data.resolve('postmaster.pid'),
            "${stranger.pid()}\n$data\n1\n5432\n\n127.0.0.1\n  1 1\nready\n")
        Files.writeString(home.sandbox().resolve('redis.pid'), "${stranger.pid()} 6379 ready\n")

        expect:
        !status().any { it.running() }
        value(environment(), 'select count(*) from t') == 11
        status().every { it.running() }
        stranger.alive

        cleanup:
        stranger?.destroyForcibly()
    }

    def "stopped servers keep their ports, and take others where those are taken"() {
        given:
        List<Integer> before = status()*.port()
        sandbox().stop()

        expect:
        !status().any { it.running() }

        when:
        ServerSocket squatter = new ServerSocket(before[0], 1, InetAddress.loopbackAddress)
        long begin = System.nanoTime()
        sandbox().start()
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)

        then:
        status()[0].port() != before[0]
        status()[1].port() == before[1]
        value(environment(), 'select count(*) from t') == 11
        ms < 60_000

        cleanup:
        squatter?.close()
    }

    def "of two commands at once one starts the servers and the other finds them"() {
        given:
        sandbox().stop()
        told.clear()
        def threads = Executors.newFixedThreadPool(3)

        when:
        List<Environment> bound = threads.invokeAll((1..3).collect { { -> environment() } as Callable })*.get()

        then:
        bound*.databases()*.main.toSet().size() == 1
        told.count { it == 'starting PostgreSQL' } == 1
        told.count { it == 'starting Redis' } == 1

        cleanup:
        threads.shutdownNow()
    }

    def "urls name each database and cache without a password"() {
        when:
        List<SandboxUrl> urls = sandbox().urls()
        String password = Files.readString(home.sandbox().resolve('postgres.password')).strip()

        then:
        urls*.target().containsAll(['shop-sale/main', 'shop-sale/sessions', 'other/perm'])
        !urls.any { (it.url() + it.command()).contains(password) }
        urls[0].url().contains('/shop_sale_main?')
    }

    def "a database that a runbook renamed is not made anew behind its back"() {
        given:
        Environment bound = environment()
        connect(bound, 'postgres').withCloseable {
            it.createStatement().execute('alter database shop_sale_main rename to shop_sale_main_old')
        }

        when:
        Environment again = environment()
        value(again, 'select 1')

        then:
        SQLException missing = thrown()
        missing.SQLState == '3D000'
    }

    def "a reset gives up data and passwords, and the next command begins anew"() {
        given:
        String before = Files.readString(home.sandbox().resolve('postgres.password'))

        when:
        sandbox().reset()

        then:
        !status().any { it.running() }
        !Files.exists(home.sandbox().resolve('postgres.password'))
        status().every { it.data().toFile().list().length == 0 }

        when: 'and an initdb that was killed left something'
        Files.createDirectories(status()[0].data().resolve('data.new/base'))
        if (root) {
            "chown -R nobody ${status()[0].data()}".execute().waitFor()
            "chown -R --reference=${status()[1].data()} ${status()[0].data()}".execute().waitFor()
        }
        Environment bound = environment()

        then:
        value(bound, 'select count(*) from t') == 11
        Files.readString(home.sandbox().resolve('postgres.password')) != before
        redis(bound, 'GET k') == '$-1'
    }

    private Environment environment() {
        sandbox().environmentFor(
            runbook('shop-sale', [TargetRef.database('main'), TargetRef.cache('sessions')]), given())
    }

    private Sandbox sandbox() {
        Sandbox.of(home, { told << it })
    }

    private List<ServerStatus> status() {
        sandbox().status()
    }

    private Environment given() {
        Settings.load(folder, home, Bindings.NONE).environment(null)
    }

    private Runbook runbook(String name, List<TargetRef> targets) {
        new Runbook(name, name, Runbook.About.NOTHING, INPUTS, targets, [], [], folder.resolve("$name/${name}.groovy"), '', [:])
    }

    private void file(String path, String text) {
        Path file = folder.resolve('shop-sale').resolve(path)
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
    }

    private static Connection connect(Environment bound, String database = null) {
        Map<String, String> said = bound.databases().main.connect().split(' ').collectEntries { it.split('=').toList() }
        String password = Files.readString(Path.of(bound.databases().main.password().substring(5))).strip()
        DriverManager.getConnection("jdbc:postgresql://$said.host:$said.port/${database ?: said.dbname}", said.user, password)
    }

    private static Object value(Environment bound, String query) {
        connect(bound).withCloseable {
            def rows = it.createStatement().executeQuery(query)
            rows.next()
            rows.getObject(1)
        }
    }

    private static String redis(Environment bound, String command) {
        URI uri = URI.create(bound.caches().sessions.url())
        String password = Files.readString(Path.of(bound.caches().sessions.password().substring(5))).strip()
        redisLine(uri.port, "AUTH $password", "SELECT ${uri.path.substring(1)}", command)
    }

    /** The first line of the last answer. */
    private static String redisLine(int port, String... commands) {
        new Socket(InetAddress.loopbackAddress, port).withCloseable { socket ->
            BufferedReader answers = new BufferedReader(new InputStreamReader(socket.inputStream))
            String last = null
            commands.each {
                socket.outputStream.write("$it\r\n".bytes)
                last = answers.readLine()
            }
            last
        }
    }

    private static void kill(long pid) {
        ProcessHandle handle = ProcessHandle.of(pid).get()
        handle.destroyForcibly()
        handle.onExit().get(60, TimeUnit.SECONDS)
    }

    private static boolean isRoot() {
        System.getProperty('user.name') == 'root'
    }

    private static int asStranger(String... argv) {
        Process process = (['setpriv', '--reuid=61234', '--regid=61234', '--clear-groups', '--'] + argv.toList()).execute()
        process.consumeProcessOutput()
        process.waitFor()
    }

    private static Process asServersUser(String... argv) {
        new ProcessBuilder(Account.here().argv(argv.toList())).start()
    }
}
