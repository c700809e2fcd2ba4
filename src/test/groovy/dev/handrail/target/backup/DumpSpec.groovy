package dev.handrail.target.backup

import dev.handrail.live.Child
import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.problem.Problem
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.Dump
import dev.handrail.runbook.EffectFailure
import dev.handrail.target.host.SearchPath
import dev.handrail.target.postgres.Login
import dev.handrail.target.postgres.Postgres
import dev.handrail.target.postgres.PostgresEffects
import dev.handrail.target.postgres.Resolver
import dev.handrail.text.Redactor
import dev.handrail.text.Text
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

@Requires({ LivePostgres.available })
class DumpSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    @TempDir
    Path home
    String name = server.newDatabase('shop')
    Login login = login(server.conninfo(name))
    WholeDatabases whole = new WholeDatabases(SearchPath.ofEnvironment().first(LivePostgres.bin()), { home.resolve(it) })
    LiveExecution execution = new LiveExecution(step: 'before/backup')
    PollingConditions soon = new PollingConditions(timeout: 60)

    def setup() {
        server.execute(name, 'create table users (id int primary key, name text)',
                       "insert into users select i, md5(i::text) from generate_series(1, 20000) i",
                       'create schema audit', 'create table audit."odd name" (a int)', 'insert into audit."odd name" values (1)',
                       'create table parts (at date, v int) partition by range (at)',
                       "create table parts_1 partition of parts for values from ('2026-01-01') to ('2027-01-01')",
                       "insert into parts values ('2026-02-02', 1), ('2026-03-03', 2)", 'create table empty (a int)')
        def effects = new PostgresEffects(login, new Postgres(login))
        effects.anchor(new Anchor('main', true), new LiveExecution())
        effects.close()
        server.execute(name, "insert into handrail.migration (name, digest, run, step) values ('01.sql', 'x', 'r', 's')")
    }

    def "a dump is proven by #proof, gets its name last, and says what is in it"() {
        when:
        def outcome = whole.dump(login, dump(proof: proof), execution)

        then:
        Path place = home.resolve('backups/b1')
        def manifest = new Manifests().at(place).get()
        outcome.facts().subMap(['place', 'database', 'digest']) == [place: place.toString(), database: name, digest: manifest.digest()]
        manifest.rows() == ['audit.odd name': 1L, 'handrail.migration': 1L, 'public.empty': 0L, 'public.parts_1': 2L, 'public.users': 20000L]
        manifest.bytes() == outcome.counts().bytes
        manifest.run() == 'run-1'
        manifest.proof() == proof.name().toLowerCase()
        PosixFilePermissions.toString(Files.getPosixFilePermissions(place)) == 'rwx------'
        place.toFile().listFiles().every { PosixFilePermissions.toString(Files.getPosixFilePermissions(it.toPath())) == 'rw-------' }
        Files.exists(place.resolve('toc.dat'))
        home.resolve('backups').toFile().list() == ['b1']
        scratches() == 0

        and: 'the backup is found in its folder, and made only once'
        new Manifests().in(home.resolve('backups'))*.place() == [place.toString()]
        whole.dump(login, dump(proof: proof), new LiveExecution(step: 'before/backup', attempt: 2)).facts() == outcome.facts()

        where:
        proof << [Dump.Proof.READ, Dump.Proof.RESTORED]
    }

    def "rows are counted in the dump's own snapshot"() {
        given:
        boolean inserted = false
        execution.whenProgress = {
            if (!inserted && it.what() == 'dumping') {
                inserted = true
                server.execute(name, 'insert into users select generate_series(20001, 20100)')
            }
        }

        when:
        whole.dump(login, dump(proof: Dump.Proof.RESTORED), execution)

        then:
        inserted
        new Manifests().at(home.resolve('backups/b1')).get().rows()['public.users'] == 20000
    }

    def "a dump that is #damage before it is proven by #proof is refused and leaves nothing"() {
        given:
        boolean done = false
        execution.whenProgress = {
            if (it.what() == at && !done) {
                done = true
                File partial = home.resolve('backups').toFile().listFiles().find { it.name.endsWith('.partial') }
                File data = new File(partial, 'dump').listFiles().findAll { it.name =~ /^\d+\.dat/ }.max { it.length() }
                doing(data)
            }
        }

        when:
        whole.dump(login, dump(proof: proof, compress: compress), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.problem().what() == 'the dump is not what pg_dump wrote'
        failure.problem().why() =~ told
        failure.problem().remedy()
        home.resolve('backups').toFile().list() == [] as String[]

        where:
        damage      | proof               | compress | at          | told              | doing
        'truncated' | Dump.Proof.READ     | '1'      | 'reading back' | /bytes instead of/| { File f -> new RandomAccessFile(f, 'rw').withCloseable { it.setLength((long) (f.length() * 0.6)) } }
        'flipped'   | Dump.Proof.READ     | '1'      | 'reading back' | /other bytes/     | { File f -> flip(f) }
        'flipped'   | Dump.Proof.READ     | '0'      | 'reading back' | /other bytes/     | { File f -> flip(f) }
        'removed'   | Dump.Proof.READ     | '1'      | 'reading back' | /is missing/      | { File f -> f.delete() }
        'flipped'   | Dump.Proof.RESTORED | '1'      | 'comparing' | /other bytes/     | { File f -> flip(f) }
    }

    def "rows missing in the restored dump are named by table"() {
        given:
        execution.whenProgress = {
            if (it.what() == 'comparing' && it.done() == 0) {
                server.execute('handrail_scratch_run_1', 'delete from users where id <= 7')
            }
        }

        when:
        whole.dump(login, dump(proof: Dump.Proof.RESTORED), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.problem().why().contains('public.users: 19993 rows, expected 20000')
        scratches() == 0
        home.resolve('backups').toFile().list() == [] as String[]
    }

    def "the password is never among the arguments or variables of a program"() {
        given:
        def blocker = block()
        List<String> seen = []
        execution.whenStarted = {
            Thread.start {
                try {
                    soon.eventually { assert waiting() == 1 }
                    seen.addAll(processes())
                } finally {
                    blocker.close()
                }
            }
        }

        when:
        whole.dump(login, dump(proof: Dump.Proof.READ), execution)

        then:
        seen.any { it.contains('--format=directory') }
        !seen.any { it.contains(LivePostgres.PASSWORD) }
        !Files.exists(execution.logs.resolve('.pgpass'))
    }

    /** Arguments and variables of every program that has to do with pg_dump. */
    private static List<String> processes() {
        new File('/proc').listFiles().findAll { it.name.isNumber() }.collectMany { process ->
            ['cmdline', 'environ'].collect { file ->
                try {
                    new File(process, file).text
                } catch (IOException ignored) {
                    '' // gone
                }
            }
        }.findAll { it.contains('pg_dump') || it.contains('PGPASSFILE') }
    }

    def "a table that may not be read fails the dump with pg_dump's own words"() {
        given:
        String role = "dumper_$name"
        server.execute(name, "create role $role", "grant usage on schema audit, handrail to $role")

        when:
        whole.dump(login(server.conninfo(name), role), dump(), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.problem().why().contains('permission denied')
        home.resolve('backups').toFile().list() == [] as String[]
    }

    def "an operator's stop ends pg_dump and leaves nothing"() {
        given:
        def blocker = block()
        execution.whenStarted = {
            Thread.start {
                soon.eventually { assert waiting() == 1 }
                execution.stop()
            }
        }

        when:
        whole.dump(login, dump(), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.CANCELLED
        home.resolve('backups').toFile().list() == [] as String[]
        soon.eventually { assert waiting() == 0 }

        cleanup:
        blocker.close()
    }

    def "what a killed process left behind is ended and removed by the next attempt"() {
        given:
        def blocker = block()
        def child = new Child(DumpingProcess, server.conninfo(name), home.toString())
        soon.eventually { assert waiting() == 1 }

        when:
        child.kill()
        blocker.close()
        def outcome = whole.dump(login, dump(), new LiveExecution(step: 'before/backup', attempt: 2))

        then:
        outcome.counts().rows == 20004L
        home.resolve('backups').toFile().list() == ['b1']
        server.value('postgres', "select count(*) from pg_stat_activity where application_name = 'handrail/spec-run/tools'") == 0

        cleanup:
        child.close()
    }

    def "killed right after the backup got its name, nothing stays beside it"() {
        given:
        whole.dump(login, dump(), execution)
        Path left = Files.createDirectory(home.resolve('backups/b1.1.partial'))
        Files.writeString(left.resolve('owner'), 'run-1\n1\nshop')
        Files.createDirectory(home.resolve('backups/b1.2.partial'))

        when:
        whole.dump(login, dump(), new LiveExecution(step: 'before/backup', attempt: 3))

        then:
        home.resolve('backups').toFile().list() == ['b1']
    }

    def "another run's unfinished backup is left alone"() {
        given:
        Partial.begin(home.resolve('backups/b1'), new Partial.Owner('other-run', 'sys', 'shop'), 1)

        when:
        whole.dump(login, dump(), execution)

        then:
        def problem = thrown(Problem)
        problem.what().contains('not of this run')
        home.resolve('backups').toFile().list() == ['b1.1.partial']
    }

    def "only some tables are dumped and counted where the author says so"() {
        when:
        whole.dump(login, dump(tables: ['public.users', 'audit.*']), execution)

        then:
        new Manifests().at(home.resolve('backups/b1')).get().rows().keySet() == ['audit.odd name', 'public.users'] as Set

        and: 'nobody takes it for a backup of the database'
        new Manifests().in(home.resolve('backups')).empty
    }

    private Object block() {
        def other = server.connect(name)
        other.autoCommit = false
        other.createStatement().execute('lock table users in access exclusive mode')
        other
    }

    private int waiting() {
        server.value('postgres', "select count(*) from pg_stat_activity where datname = '$name' and application_name = 'handrail/spec-run/tools' and wait_event_type = 'Lock'") as int
    }

    private int scratches() {
        server.value('postgres', "select count(*) from pg_database where datname like 'handrail_scratch%'") as int
    }

    private static void flip(File file) {
        new RandomAccessFile(file, 'rw').withCloseable {
            it.seek(file.length().intdiv(2))
            int old = it.read()
            it.seek(file.length().intdiv(2))
            it.write(old ^ 0x55)
        }
    }

    static Dump dump(Map<String, Object> options = [:]) {
        Map all = [name: 'b1', jobs: 2, compress: '1', tables: [], exclude: [], schemaOnly: false, globals: false, proof: Dump.Proof.READ,
                   content: false, on: null, encryption: null] + options
        new Dump('main', Text.of('backups'), all.name, all.jobs, all.compress,
                 new Dump.Selection(all.tables, all.exclude, all.schemaOnly, all.globals), new Dump.Proving(all.proof, all.content, all.on), all.encryption)
    }

    static Login login(String connect, String role = null) {
        Login.of(Resolver.ofProcess().resolve(connect, null, 'spec'), role, null, 'spec-run', new Redactor())
    }

    static class DumpingProcess {
        static void main(String[] arguments) {
            new WholeDatabases(SearchPath.ofEnvironment().first(LivePostgres.bin()), { Path.of(arguments[1]).resolve(it) })
                .dump(DumpSpec.login(arguments[0]), DumpSpec.dump([:]), new LiveExecution(step: 'before/backup'))
        }
    }
}
