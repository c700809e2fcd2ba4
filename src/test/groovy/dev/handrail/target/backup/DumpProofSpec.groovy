package dev.handrail.target.backup

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Dump
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Prune
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
import java.nio.file.attribute.PosixFilePermissions

/** What a proof compares and where, what stands beside a dump, and what becomes of what a killed run left. */
@Requires({ LivePostgres.available })
class DumpProofSpec extends Specification {
    static final Map CONTENT = [proof: Dump.Proof.RESTORED, content: true]

    @Shared
    LivePostgres server = LivePostgres.server()
    @TempDir
    Path home
    String name = server.newDatabase('shop')
    Login login = DumpSpec.login(server.conninfo(name))
    WholeDatabases whole = new WholeDatabases(SearchPath.ofEnvironment().first(LivePostgres.bin()), { home.resolve(it) })
    LiveExecution execution = new LiveExecution(step: 'before/backup')

    def setup() {
        server.execute(name, """create table odd (id int primary key, "t" text, "x" text, f float8, r real, b bytea, at timestamptz,
                                i interval, m money, j jsonb, a text[], k regclass, gone int, n numeric, d date, u uuid)""",
                       """insert into odd select g, 'a' || g, e'\\\\x ñ \\n', random(), random()::real, decode(md5(g::text), 'hex'),
                          now() + g * interval '1 h 3 s', g * interval '1 month 2 days', g * 1.5, jsonb_build_object('k', g), array['x', null, g::text],
                          'odd'::regclass, g, g / 7.0, date '2026-01-01' + g, null from generate_series(1, 500) g""",
                       'alter table odd drop column gone', 'update odd set t = t || $$!$$ where id % 3 = 0', 'create table none ()', 'insert into none default values',
                       "alter database \"$name\" set datestyle to 'German'", "alter database \"$name\" set intervalstyle to 'iso_8601'",
                       "alter database \"$name\" set bytea_output to 'escape'", "alter database \"$name\" set extra_float_digits to 0")
    }

    def "every kind of value is the same in the restored copy, in whatever order its rows lie there"() {
        when:
        whole.dump(login, DumpSpec.dump(CONTENT), execution)

        then:
        def manifest = ManifestFile.read(home.resolve('backups/b1')).get()
        manifest.manifest().rows() == ['public.none': 1L, 'public.odd': 500L]
        manifest.provenance().content().keySet() == ['public.none', 'public.odd'] as Set
        manifest.provenance().millis().keySet().containsAll(['dump', 'read', 'restored'])
        manifest.provenance().server().contains("127.0.0.1:$server.port")
        manifest.provenance().program() ==~ /\/.*pg_dump, pg_dump \(PostgreSQL\) .*, SHA-256 [0-9a-f]{64}/
        manifest.manifest().source() > 1_000_000
    }

    def "a row that is #what in the copy is found, though the number of rows is the same"() {
        given:
        execution.whenProgress = {
            if (it.what() == 'comparing' && it.done() == 0) {
                server.execute('handrail_scratch_run_1', statement)
            }
        }

        when:
        whole.dump(login, DumpSpec.dump(CONTENT), execution)

        then:
        EffectFailure failure = thrown()
        failure.problem().what() == 'the restored dump holds something else than the database'
        failure.problem().why() == 'public.odd: 500 rows, but other content'
        nothingStays()

        where:
        what                    | statement
        'another in one letter' | "update odd set t = 'B' where id = 77"
        'the next float'        | "update odd set f = f + 1e-16 * (case when f < 0.5 then 1 else 2 end) where id = (select id from odd where f between 0.3 and 0.9 limit 1)"
        'null, not empty'       | "update odd set x = null where id = 1"
        'twice, another gone'   | "delete from odd where id = 2; alter table odd drop constraint odd_pkey; insert into odd select * from odd where id = 3"
    }

    def "the scratch database is made on another server, whatever locale that one knows"() {
        given:
        LivePostgres other = LivePostgres.start()
        Login there = DumpSpec.login(other.conninfo('postgres'))
        List<String> seen = []
        execution.whenProgress = {
            if (it.what() == 'comparing' && seen.empty) {
                seen.add(other.value('postgres', "select datname || ' ' || pg_encoding_to_char(encoding) from pg_database where datname like 'handrail_scratch%'") as String)
            }
        }

        when:
        def outcome = whole.dump(login, there, DumpSpec.dump(CONTENT + [on: 'rehearsal']), execution)

        then:
        seen == ['handrail_scratch_run_1 UTF8']
        outcome.counts().rows == 501L
        other.value('postgres', "select count(*) from pg_database where datname like 'handrail_scratch%'") == 0

        cleanup:
        other?.stop('immediate')
    }

    def "what a killed run left of this database is dropped, another database's scratch is not"() {
        given:
        String system = server.value('postgres', 'select system_identifier::text from pg_control_system()')
        scratch('handrail_scratch_r8', "handrail scratch of run r8\nof database $name on $system")
        scratch('handrail_scratch_r9', "handrail scratch of run r9\nof database another on $system")
        scratch('handrail_scratch_run_1', null) // killed before it was marked
        def inside = server.connect('handrail_scratch_r8')

        when:
        whole.dump(login, DumpSpec.dump(proof: Dump.Proof.RESTORED), execution)

        then:
        !inside.isValid(5)
        server.value('postgres', "select string_agg(datname, ' ') from pg_database where datname like 'handrail_scratch%'") == 'handrail_scratch_r9'
        execution.lines.findAll { it.startsWith('dropped the scratch database') }.size() == 2

        cleanup:
        server.execute('postgres', 'drop database handrail_scratch_r9')
    }

    def "roles stand beside the dump in a file that only we can read, and are proven with it"() {
        given:
        String role = "boss_$name"
        server.execute(name, "create role $role login password 'x'")

        when:
        whole.dump(login, DumpSpec.dump(globals: true, proof: proof), execution)

        then:
        Path globals = home.resolve('backups/b1/globals.sql')
        PosixFilePermissions.toString(Files.getPosixFilePermissions(globals)) == 'rw-------'
        Files.readString(globals).contains(role)
        ManifestFile.read(home.resolve('backups/b1')).get().files().files().containsKey('globals.sql')

        where:
        proof << [Dump.Proof.READ, Dump.Proof.RESTORED]
    }

    def "a file of roles without its end is refused"() {
        given:
        Path bin = Files.createDirectories(home.resolve('bin'))
        Files.writeString(bin.resolve('pg_dumpall'), '#!/bin/sh\n[ "$1" = --version ] && { echo "pg_dumpall (PostgreSQL) 15.99"; exit 0; }\n' +
            'for a; do case $a in --file=*) echo "create role x;" > ${a#--file=};; esac; done\n')
        bin.resolve('pg_dumpall').toFile().executable = true

        when:
        new WholeDatabases(SearchPath.ofEnvironment().first(LivePostgres.bin()).first(bin), { home.resolve(it) })
            .dump(login, DumpSpec.dump(globals: true), execution)

        then:
        EffectFailure failure = thrown()
        failure.problem().what() == 'what pg_dumpall wrote has no end'
        nothingStays()
    }

    def "how far it is: bytes of the tables, and how many tables"() {
        when:
        whole.dump(login, DumpSpec.dump(proof: Dump.Proof.RESTORED, jobs: 1), execution)

        then:
        def dumping = execution.steps.findAll { it.what() == 'dumping' }
        dumping*.unit().toSet() == ['bytes'] as Set
        dumping*.done() == dumping*.done().sort()
        dumping.every { it.total() > 40_000 && it.done() <= it.total() }
        dumping.last().note() == '1 of 2 tables'
        execution.steps*.what().unique() == ['dumping', 'restoring into a scratch database', 'comparing', 'reading back']
    }

    def "while a dump is tried, nothing is held in the database that it is of"() {
        given:
        List<Object> held = []
        execution.whenProgress = {
            if (it.what() in ['comparing', 'restoring into a scratch database'] && it.done() == 0) {
                held << server.value('postgres', """select count(*) from pg_stat_activity a left join pg_locks l on l.pid = a.pid
                    where a.datname = '$name' and a.application_name like 'handrail/%' and (a.state like 'idle in%' or l.mode like '%ShareLock%')""")
            }
        }

        when:
        whole.dump(login, DumpSpec.dump(CONTENT), execution)

        then:
        held.size() >= 2
        held.every { it == 0 }
    }

    def "an operator's stop while rows are compared drops the scratch database"() {
        given:
        execution.whenProgress = {
            if (it.what() == 'comparing' && it.done() == 1) {
                execution.stop()
            }
        }

        when:
        whole.dump(login, DumpSpec.dump(CONTENT), execution)

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.CANCELLED
        nothingStays()
    }

    def "an unfinished backup of another run is found, and goes with consent only"() {
        given:
        Path folder = home.resolve('backups')
        Partial.begin(folder.resolve('b0'), new Partial.Owner('r0', '77', 'shop'), 1)
        Files.writeString(folder.resolve('b0.1.partial/dump/1.dat'), 'x' * 1000)
        Files.createDirectory(folder.resolve('photos.partial'))
        Prune prune = new Prune([folder.resolve('b0.1.partial').toString()], true)

        expect:
        def found = new Manifests().unfinished(folder)
        found*.run() == ['r0']
        found[0].place() == prune.places()[0]
        found[0].database() == 'shop'
        found[0].bytes() > 1000

        when:
        whole.prune(prune, execution)

        then:
        Files.exists(folder.resolve('b0.1.partial'))

        when:
        def counts = whole.prune(prune, new LiveExecution(consents: [Prune.CONSENT])).counts()

        then:
        counts == [backups: 1L]
        !Files.exists(folder.resolve('b0.1.partial'))

        when:
        whole.prune(new Prune([folder.resolve('photos.partial').toString()], true), new LiveExecution(consents: [Prune.CONSENT]))

        then:
        thrown(Problem)
        Files.exists(folder.resolve('photos.partial'))
    }

    def "a backup that was on its way out when the power went is named, and goes with consent: #kept"() {
        given:
        whole.dump(login, DumpSpec.dump(), execution)
        Path folder = home.resolve('backups')
        Path going = Files.move(folder.resolve('b1'), folder.resolve('b1.removed.partial'))
        going.toFile().listFiles().findAll { !(it.name in kept) }.each { it.delete() }
        if ('owner' in kept) {
            Files.writeString(going.resolve('owner'), "run-1\n77\n$name")
        }

        expect:
        new Manifests().unfinished(folder).collect { [it.run(), it.database()] } == [told ? ['run-1', name] : ['', '']]

        when:
        whole.prune(new Prune([going.toString()], true), new LiveExecution(consents: [Prune.CONSENT]))

        then:
        folder.toFile().list().length == 0

        where:
        kept                       | told
        ['manifest.json', 'toc.dat'] | true
        ['owner']                  | true
        ['toc.dat']                | false
        []                         | false
    }

    def "an attempt that could not say whose it is leaves nothing"() {
        given:
        Path folder = Files.createDirectories(home.resolve('backups'))

        when:
        Partial.begin(folder.resolve('x' * 243), new Partial.Owner('r0', '77', 'a\ud800b'), 1) // no text: the note can't be written

        then:
        thrown(Problem)
        folder.toFile().list().length == 0
    }

    def "a backup of which #what is none: not for its age, not to restore"() {
        given:
        whole.dump(login, DumpSpec.dump(), execution)
        Path place = home.resolve('backups/b1')

        when:
        doing(place)

        then:
        new Manifests().in(home.resolve('backups')).empty

        where:
        what                     | doing
        'a file is gone'         | { Path p -> Files.delete(p.resolve('toc.dat')) }
        'a file was cut'         | { Path p -> Files.writeString(p.resolve('toc.dat'), 'x') }
        'the manifest was altered' | { Path p -> def m = p.resolve('manifest.json'); Files.writeString(m, Files.readString(m).replace('"public.odd":500', '"public.odd":501')) }
        'the manifest was cut'   | { Path p -> def m = p.resolve('manifest.json'); Files.writeString(m, Files.readString(m).take(200)) }
    }

    def "the password of the client's key reaches a program in a file that goes when it ends"() {
        given:
        Path spy = home.resolve('spy')
        Files.writeString(spy, '#!/bin/sh\nfor a; do echo "argument $a"; done\nenv | sed "s/^/variable /"\nstat -c "mode %a" "$PGSERVICEFILE"\ncat "$PGSERVICEFILE"\n')
        spy.toFile().executable = true
        Login keyed = DumpSpec.login(server.conninfo(name) + " sslmode=prefer sslrootcert=/etc/ssl/ca.pem sslpassword='top secret'")
        List<String> lines = []

        when:
        ToolLog.open(execution).withCloseable { log ->
            Maintenance.open(login, 'spec', null).withCloseable { session ->
                def tools = new Tools(keyed, session.server(), session.major(), execution, log)
                tools.run(new PgProgram(spy, 'pg_dump (PostgreSQL) 15.0', 15), [tools.connection(name)], { lines << it })
            }
        }

        then:
        lines.containsAll(['[handrail]', 'sslpassword=top secret', 'mode 600'])
        lines.any { it.startsWith('argument --dbname=') && it.contains("service='handrail'") && it.contains("sslrootcert='/etc/ssl/ca.pem'") }
        !lines.findAll { it.startsWith('argument') || it.startsWith('variable') }.any { it.contains('top secret') || it.contains(LivePostgres.PASSWORD) }
        !Files.exists(execution.logs.resolve('.pg_service.conf'))
        !Files.exists(execution.logs.resolve('.pgpass'))
    }

    private void scratch(String database, String comment) {
        server.execute('postgres', "drop database if exists $database", "create database $database")
        if (comment) {
            server.execute('postgres', "comment on database $database is '$comment'")
        }
    }

    private void nothingStays() {
        assert (home.resolve('backups').toFile().list() ?: [] as String[]).toList() == []
        assert server.value('postgres', "select count(*) from pg_database where datname = 'handrail_scratch_run_1'") == 0
    }
}
