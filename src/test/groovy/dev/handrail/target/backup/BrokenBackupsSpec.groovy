package dev.handrail.target.backup

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.live.Tmpfs
import dev.handrail.live.Wire
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.target.host.PgProgram
import dev.handrail.target.host.SearchPath
import dev.handrail.target.postgres.Login
import dev.handrail.target.postgres.Maintenance
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.nio.file.StandardOpenOption
import java.util.concurrent.atomic.AtomicLong

/**
 * A corpus of broken backups, of which none may pass: cut at each percent, single bytes changed, files exchanged, pg_dump
 * cut off at many moments. With {@code -Dreliability.long=true} all of it, else one in ten.
 */
@Requires({ LivePostgres.available })
class BrokenBackupsSpec extends Specification {
    static final boolean ALL = Boolean.getBoolean('reliability.long')
    static final int STEP = ALL ? 1 : 12

    @Shared
    LivePostgres server = LivePostgres.server()
    @Shared
    @TempDir
    Path home
    @Shared
    String name = server.newDatabase('shop')
    @Shared
    Login login = DumpSpec.login(server.conninfo(name))
    @Shared
    SearchPath path = SearchPath.ofEnvironment().first(LivePostgres.bin())
    @Shared
    WholeDatabases whole = new WholeDatabases(path, { home.resolve(it) })
    LiveExecution execution = new LiveExecution(step: 'before/backup')

    def setupSpec() {
        server.execute(name, 'create table users (id int primary key, name text)',
                       "insert into users select i, md5(i::text) from generate_series(1, 20000) i",
                       'create table orders (id int primary key, who int, what text)',
                       "insert into orders select i, i % 97, md5((i * 3)::text) from generate_series(1, 20000) i",
                       'create index on orders (who)')
        whole.dump(login, DumpSpec.dump(name: 'gzip', globals: true), new LiveExecution())
        whole.dump(login, DumpSpec.dump(name: 'plain', compress: '0'), new LiveExecution())
    }

    def "of #all.size() backups that were altered after they were written, none passes"() {
        given:
        List<String> accepted = []

        when:
        all.each { broken ->
            Path copy = copied(broken.of as String)
            (broken.how as Closure).call(copy)
            if (passes(copy, broken.of as String)) {
                accepted << (broken.what as String)
            }
            copy.toFile().deleteDir()
        }

        then:
        all.size() >= (ALL ? 200 : 20)
        accepted == []

        and: 'one that was not altered does'
        passes(copied('gzip'), 'gzip')
        passes(copied('plain'), 'plain')

        where:
        all << [corpus()]
    }

    def "of dumps that were #cut at many moments, none gets a name that lacks a row"() {
        given:
        List<String> left = []
        int refused = 0

        when:
        moments.each { int moment ->
            String own = "cut$moment"
            Wire wire = new Wire(server.port)
            AtomicLong passed = new AtomicLong()
            wire.toClient = { byte[] b ->
                if (passed.addAndGet(b.length) > 30_000 + moment * 30_000 && !passed.getAndAdd(1L << 40).intdiv(1L << 40)) {
                    end.call(server, name, home)
                }
                true
            }
            try {
                whole.dump(DumpSpec.login(server.conninfo(name).replace("port=$server.port", "port=$wire.port")),
                           DumpSpec.dump(name: own, jobs: 1 + moment % 3), new LiveExecution(run: own, step: 'before/backup'))
                if (rows(home.resolve("backups/$own")) != 40_000) { // the cut came when all was sent
                    left << own
                }
            } catch (EffectFailure expected) {
                assert expected.problem().remedy()
                refused++
                left.addAll(home.resolve('backups').toFile().list().findAll { it == own || it.startsWith("${own}.") })
            } finally {
                wire.close()
            }
        }

        then:
        left == []
        refused >= moments.size() / 2

        where:
        cut          | moments             | end
        'terminated' | moments(1, [3, 19]) | { s, n, h -> s.execute('postgres', "select pg_terminate_backend(pid) from pg_stat_activity where datname = '$n' and application_name like '%/tools'") }
        'killed'     | moments(2, [8, 30]) | { s, n, h -> killDumps(h) }
    }

    private static List<Integer> moments(int first, List<Integer> few) {
        ALL ? (first..40).step(2).toList() : few
    }

    @Requires({ Tmpfs.available })
    def "of dumps for which there was too little room, none gets a name"() {
        given:
        List<String> left = []

        when:
        (ALL ? (4..400).step(16).toList() : [40, 200]).each { int kilobytes ->
            Tmpfs disk = new Tmpfs("${kilobytes}k")
            try {
                new WholeDatabases(path, { disk.folder.resolve(it) }).dump(login, DumpSpec.dump(), new LiveExecution(step: 'before/backup'))
                left << "$kilobytes kB were enough".toString()
            } catch (EffectFailure | Problem expected) {
                left.addAll((disk.folder.resolve('backups').toFile().list() ?: [] as String[]).toList())
            } finally {
                disk.close()
            }
        }

        then:
        left == []
    }

    private static List<Map> corpus() {
        List<Map> all = []
        Random random = new Random(20261121)
        for (int percent = 0; percent < 100; percent += STEP) {
            int share = percent
            all << [of: percent % 2 ? 'gzip' : 'plain', what: "rows cut at $percent %", how: { Path p -> cut(data(p, share % 3), share / 100) }]
        }
        for (int percent = 0; percent < 100; percent += 5 * STEP) {
            int share = percent
            all << [of: 'gzip', what: "table of contents cut at $percent %", how: { Path p -> cut(p.resolve('toc.dat'), share / 100) }]
            all << [of: 'gzip', what: "roles cut at $percent %", how: { Path p -> cut(p.resolve('globals.sql'), share / 100) }]
        }
        (50.intdiv(STEP) + 1).times { int i ->
            double place = random.nextDouble()
            int bit = 1 << random.nextInt(8)
            ['gzip', 'plain'].each { all << [of: it, what: "byte $i of rows in $it", how: { Path p -> flip(data(p, i % 3), place, bit) }] }
        }
        (20.intdiv(STEP) + 1).times { int i ->
            double place = random.nextDouble()
            all << [of: 'plain', what: "byte $i of the table of contents", how: { Path p -> flip(p.resolve('toc.dat'), place, 1 << (i % 8)) }]
        }
        all << [of: 'gzip', what: 'two tables exchanged', how: { Path p -> exchange(data(p, 0), data(p, 1)) }]
        all << [of: 'plain', what: 'two plain tables exchanged', how: { Path p -> exchange(data(p, 0), data(p, 1)) }]
        all << [of: 'gzip', what: 'a table of another backup', how: { Path p -> Files.writeString(data(p, 0), 'another') }]
        all << [of: 'gzip', what: 'a table twice as long', how: { Path p -> Files.write(data(p, 0), Files.readAllBytes(data(p, 0)), StandardOpenOption.APPEND) }]
        all << [of: 'gzip', what: 'a file more', how: { Path p -> Files.writeString(p.resolve('9999.dat'), 'x') }]
        all << [of: 'gzip', what: 'a file less', how: { Path p -> Files.delete(data(p, 1)) }]
        all << [of: 'gzip', what: 'no table of contents', how: { Path p -> Files.delete(p.resolve('toc.dat')) }]
        all << [of: 'gzip', what: 'no roles', how: { Path p -> Files.delete(p.resolve('globals.sql')) }]
        all << [of: 'plain', what: 'a line less', how: { Path p -> def f = data(p, 0); Files.writeString(f, Files.readString(f).replaceFirst('\n', ' ')) }]
        all
    }

    private static int rows(Path dump) {
        Process reading = new ProcessBuilder(LivePostgres.bin().resolve('pg_restore').toString(), '--data-only', '--file=-', dump.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD).start()
        int rows = reading.inputStream.readLines().count { it ==~ /\d+\t.*/ }
        assert reading.waitFor() == 0
        rows
    }

    private boolean passes(Path dump, String of) {
        ToolLog.open(execution).withCloseable { log ->
            Maintenance.open(login, 'spec', null).withCloseable { session ->
                try {
                    new Proof(new Tools(login, session.server(), session.major(), execution, log), PgProgram.require('pg_restore', 15, path), dump, execution)
                        .read(ManifestFile.read(home.resolve("backups/$of")).get().files())
                    true
                } catch (EffectFailure | Problem refused) {
                    assert refused instanceof Problem || (refused as EffectFailure).problem().remedy()
                    false
                }
            }
        }
    }

    private Path copied(String of) {
        Path copy = Files.createTempDirectory(home, 'copy')
        home.resolve("backups/$of").toFile().listFiles().findAll { it.name != 'manifest.json' }.each {
            Files.copy(it.toPath(), copy.resolve(it.name), StandardCopyOption.REPLACE_EXISTING)
        }
        copy
    }

    /** The files with rows, the largest first. */
    private static Path data(Path dump, int index) {
        List<File> files = dump.toFile().listFiles().findAll { it.name =~ /^\d+\.dat/ && it.length() > 1000 }.sort { [-it.length(), it.name] }
        files[index % files.size()].toPath()
    }

    private static void cut(Path file, BigDecimal share) {
        new RandomAccessFile(file.toFile(), 'rw').withCloseable { it.setLength((it.length() * share) as long) }
    }

    private static void flip(Path file, double place, int bit) {
        new RandomAccessFile(file.toFile(), 'rw').withCloseable {
            long at = (long) (it.length() * place)
            it.seek(at)
            int old = it.read()
            it.seek(at)
            it.write(old ^ bit)
        }
    }

    private static void exchange(Path one, Path other) {
        byte[] kept = Files.readAllBytes(one)
        Files.write(one, Files.readAllBytes(other))
        Files.write(other, kept)
    }

    static void killDumps(Path home) {
        ProcessHandle.allProcesses().filter { it.info().arguments().map { a -> a.any { it.contains(home.toString()) } }.orElse(false) }
            .forEach { it.destroyForcibly() }
    }
}
