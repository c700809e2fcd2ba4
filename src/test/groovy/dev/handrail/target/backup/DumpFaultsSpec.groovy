package dev.handrail.target.backup

import dev.handrail.live.Child
import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.live.Tmpfs
import dev.handrail.live.Wire
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Dump
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Encryption
import dev.handrail.runbook.Restore
import dev.handrail.runbook.Swap
import dev.handrail.seal.Key
import dev.handrail.text.Text
import dev.handrail.runbook.Encryption
import dev.handrail.seal.Key
import dev.handrail.seal.Opening
import dev.handrail.target.host.SearchPath
import dev.handrail.target.postgres.Login
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/** Whatever goes wrong with a backup: one cause, the next thing to do, and nothing under a final name. */
@Requires({ LivePostgres.available })
class DumpFaultsSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    @TempDir
    Path home
    String name = server.newDatabase('shop')
    Login login = DumpSpec.login(server.conninfo(name))
    SearchPath path = SearchPath.ofEnvironment().first(LivePostgres.bin())
    LiveExecution execution = new LiveExecution(step: 'before/backup')
    PollingConditions soon = new PollingConditions(timeout: 60, delay: 0.02)

    def setup() {
        server.execute(name, 'create table users (id int primary key, name text)',
                       "insert into users select i, md5(i::text) from generate_series(1, 2000) i")
    }

    def "the server #cuts pg_dump while it waits for a table: refused, nothing stays"() {
        given:
        def blocker = block()
        execution.whenStarted = { Thread.start { soon.eventually { assert waiting() == 1 }; cut(server, name) } }

        when:
        dumped()

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.FAILED
        tells(failure.problem(), ExitCode.FAILED, 'pg_dump ended with exit status 1', told)
        nothingStays()

        cleanup:
        blocker.close()

        where:
        cuts         | told                                | cut
        'terminates' | /terminating connection/            | { s, n -> s.execute('postgres', "select pg_terminate_backend(pid) from pg_stat_activity where datname = '$n' and application_name like '%/tools'") }
        'cancels'    | /canceling statement due to user/   | { s, n -> s.execute('postgres', "select pg_cancel_backend(pid) from pg_stat_activity where datname = '$n' and application_name like '%/tools'") }
    }

    def "the wire is cut in the middle of a table's rows"() {
        given:
        server.execute(name, "insert into users select i, repeat(md5(i::text), 20) from generate_series(2001, 30000) i")
        Wire wire = new Wire(server.port)
        long passed = 0
        boolean copying = false
        wire.toServer = { byte[] b -> copying = copying || new String(b, 'ISO-8859-1').contains('COPY public.users'); true }
        wire.toClient = { byte[] b -> !copying || (passed += b.length) < 2_000_000 }
        login = DumpSpec.login(server.conninfo(name).replace("port=$server.port", "port=$wire.port"))

        when:
        dumped()

        then:
        EffectFailure failure = thrown()
        tells(failure.problem(), ExitCode.FAILED, 'pg_dump ended with exit status 1', /.+/)
        nothingStays()

        cleanup:
        wire.close()
    }

    def "pg_dump killed: its sessions end too"() {
        given:
        def blocker = block()
        execution.whenStarted = {
            Thread.start {
                soon.eventually { assert waiting() == 1 }
                ProcessHandle.allProcesses().filter { it.info().arguments().map { a -> a.any { it.contains(home.toString()) } }.orElse(false) }
                    .filter { it.info().command().orElse('').endsWith('/pg_dump') }.forEach { it.destroyForcibly() }
            }
        }

        when:
        dumped()

        then:
        EffectFailure failure = thrown()
        tells(failure.problem(), ExitCode.FAILED, 'pg_dump was killed by signal 9', /.+/)
        soon.eventually { assert waiting() == 0 }
        nothingStays()

        cleanup:
        blocker.close()
    }

    @Requires({ Tmpfs.available })
    def "the disk is full #when: refused, and the room is given back"() {
        given:
        server.execute(name, "insert into users select i, md5(i::text) || md5((i + 1)::text) from generate_series(2001, 20000) i")
        Tmpfs disk = new Tmpfs('4m')
        home = disk.folder
        Path filler = home.resolve('filler')
        if (at) {
            boolean filled = false
            execution.whenProgress = {
                if (it.what() == at && !filled) {
                    filled = true
                    fill(filler)
                }
            }
        } else {
            Files.write(filler, new byte[3_900_000])
        }

        when:
        dumped(proof: proof, globals: globals)

        then:
        RuntimeException thrownOne = thrown()
        Problem problem = thrownOne instanceof EffectFailure ? (thrownOne as EffectFailure).problem() : thrownOne as Problem
        tells(problem, ExitCode.FAILED, what, /(?i)no space left/)
        nothingStays()

        cleanup:
        disk.close()

        where:
        when                         | at             | proof               | globals | what
        'while rows are written'     | null           | Dump.Proof.READ     | false   | /pg_dump ended with exit status 1/
        'when it comes to the manifest' | 'reading back' | Dump.Proof.READ  | false   | /takes no manifest|can't be/
    }

    @Requires({ Tmpfs.available })
    def "the disk is full while the dump is encrypted: refused, and the room is given back"() {
        given:
        server.execute(name, "insert into users select i, md5(i::text) || md5((i + 1)::text) from generate_series(2001, 20000) i")
        Tmpfs disk = new Tmpfs('4m')
        home = disk.folder
        Path filler = home.resolve('filler')
        execution.whenProgress = {
            if (it.what() == 'reading back' && it.done() == it.total() && !Files.exists(filler)) {
                fill(filler)
            }
        }

        when:
        sealed()

        then:
        RuntimeException thrownOne = thrown()
        Problem problem = thrownOne instanceof EffectFailure ? (thrownOne as EffectFailure).problem() : thrownOne as Problem
        tells(problem, ExitCode.FAILED, /.+/, /(?i)no space left/)
        nothingStays()

        cleanup:
        disk.close()
    }

    def "the process of ours that encrypts is killed: refused, and nothing stays"() {
        given:
        server.execute(name, "insert into users select i, md5(i::text) || md5((i + 1)::text) from generate_series(2001, 200000) i")
        path = new SearchPath([LivePostgres.bin()]) // without age; a JVM takes long enough to be found
        boolean killed = false
        Thread hunter = Thread.startDaemon {
            soon.eventually {
                ProcessHandle.current().descendants().filter { it.info().command().orElse('').endsWith('/java') }.forEach { killed = it.destroyForcibly() || killed }
                assert killed
            }
        }

        when:
        sealed()

        then:
        RuntimeException thrownOne = thrown()
        Problem problem = thrownOne instanceof EffectFailure ? (thrownOne as EffectFailure).problem() : thrownOne as Problem
        tells(problem, ExitCode.FAILED, /.+/, /.*/)
        killed
        nothingStays()

        cleanup:
        hunter.interrupt()
    }

    private sealed() {
        Dump plain = DumpSpec.dump()
        Dump dump = new Dump('main', plain.folder(), plain.name(), 2, '1', plain.selection(), plain.proving(), new Encryption([Key.made().recipient.text()], null))
        new WholeDatabases(path, { home.resolve(it) }).dump(login, dump, execution)
    }

    @Requires({ Tmpfs.available })
    def "a restore that finds no room to fetch or decrypt into is refused before a database is made"() {
        given:
        server.execute(name, "insert into users select i, md5(i::text) || md5((i + 1)::text) from generate_series(2001, 60000) i")
        Key key = Key.made()
        Dump plain = DumpSpec.dump()
        new WholeDatabases(path, { home.resolve(it) }).dump(login, new Dump('main', plain.folder(), 'b1', 2, '1', plain.selection(), plain.proving(),
            new Encryption([key.recipient.text()], null)), execution)
        Tmpfs disk = new Tmpfs('1m')
        def values = new dev.handrail.live.LiveTarget(server, name).with { it.secrets['backup-key'] = key.secret; it.values() }

        when:
        new WholeDatabases(path, { it.toString() == 'restoring' ? disk.folder : home.resolve(it) }).restore(login,
            new Restore('main', Text.of('backups/b1'), '', "${name}_fresh", 2, new Text([new Text.Hidden('backup-key')]), null),
            new LiveExecution(step: 'immediate/restore', values: values))

        then:
        Problem problem = thrown()
        tells(problem, ExitCode.FAILED, 'there is no room to restore from', /are free, and .* are needed/)
        disk.folder.toFile().list().length == 0
        server.value('postgres', "select count(*) from pg_database where datname = '${name}_fresh'") == 0

        cleanup:
        disk?.close()
    }

    @Requires({ Tmpfs.available })
    @Tag('long')
    def "the server's disk is full while the dump is tried: #what, and nothing stays there"() {
        given:
        Tmpfs disk = new Tmpfs('24m')
        LivePostgres tight = LivePostgres.start()
        Path space = Files.createDirectory(disk.folder.resolve('space'), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString('rwx------')))
        Files.setOwner(space, space.fileSystem.userPrincipalLookupService.lookupPrincipalByName('nobody'))
        tight.execute('postgres', "create tablespace tight location '$space'", 'alter database template0 set tablespace tight')
        server.execute(name, "insert into users select i, $text from generate_series(2001, 40000) i")
        login = DumpSpec.login(server.conninfo(name))

        when:
        new WholeDatabases(path, { home.resolve(it) }).dump(login, DumpSpec.login(tight.conninfo('postgres')),
                                                            DumpSpec.dump(proof: Dump.Proof.RESTORED, on: 'tight', compress: compress), execution)

        then:
        EffectFailure failure = thrown()
        tells(failure.problem(), ExitCode.FAILED, told, why)
        listed() == []
        tight.value('postgres', "select count(*) from pg_database where datname like 'handrail_scratch%'") == 0
        space.toFile().listFiles()[0].list().length <= 1

        cleanup:
        tight?.stop('immediate')
        disk?.close()

        where:
        what                     | text                         | compress | told                                     | why
        'pg_restore says so'     | "repeat('x', 700)"           | '1'      | /pg_restore ended with exit status 1/    | /No space left on device/
        'it is known before'     | "repeat(md5(i::text), 50)"   | '0'      | /there is no room on the server for the/ | /are free where its databases lie, and it needs more than/
    }

    @Tag('long')
    def "a process killed while it tries a dump: the next attempt drops the scratch database and tries again"() {
        given:
        server.execute(name, 'create function slow(n int) returns int language plpgsql immutable as $$ begin ' +
            "if current_database() like 'handrail_scratch%' and not exists (select from pg_roles where rolname = 'go_$name') then perform pg_sleep(600); end if; return n; end \$\$",
                       'create index on users (slow(id))')
        def child = new Child(TryingProcess, server.conninfo(name), home.toString())
        soon.eventually {
            assert server.value('postgres', "select count(*) from pg_stat_activity where datname = 'handrail_scratch_run_1' and query like 'CREATE INDEX%'") > 0
        }

        when:
        child.kill()
        server.execute('postgres', "create role go_$name")
        execution = new LiveExecution(step: 'before/backup', attempt: 2)
        def outcome = dumped(proof: Dump.Proof.RESTORED)

        then:
        outcome.counts().rows == 2000L
        execution.lines.contains('dropped the scratch database handrail_scratch_run_1, which an earlier attempt left')
        listed() == ['b1']
        server.value('postgres', "select count(*) from pg_database where datname like 'handrail_scratch%'") == 0

        cleanup:
        child?.close()
    }

    static class TryingProcess {
        static void main(String[] arguments) {
            new WholeDatabases(SearchPath.ofEnvironment().first(LivePostgres.bin()), { Path.of(arguments[1]).resolve(it) })
                .dump(DumpSpec.login(arguments[0]), DumpSpec.dump(proof: Dump.Proof.RESTORED), new LiveExecution(step: 'before/backup'))
        }
    }

    def "what pg_dump writes when it is #kind"() {
        given:
        Path bin = Files.createDirectories(home.resolve('bin'))
        script(bin.resolve('pg_dump'), text)
        path = path.first(bin)

        when:
        dumped()

        then:
        RuntimeException failure = thrown()
        Problem problem = failure instanceof EffectFailure ? (failure as EffectFailure).problem() : failure as Problem
        tells(problem, ExitCode.FAILED, what, /.+/)
        execution.facts.program.startsWith(bin.toString())
        execution.facts.programDigest ==~ /[0-9a-f]{64}/
        nothingStays()

        where:
        kind                                    | what                          | text
        'a stranger that claims to be it'       | /pg_restore ended with exit/  | 'exit 0'
        'one that dumps half and says it is well' | /pg_restore ended with exit/ | 'for a; do case $a in --file=*) f=${a#--file=};; esac; done; head -c 2000 /dev/urandom > $f/toc.dat; exit 0'
        'one that fails without a word'         | /pg_dump ended with exit status 3/ | 'exit 3'
    }

    @Requires({ new File('/usr/bin/age').canExecute() })
    def "an age program that is sound for a few bytes and dies over a table: refused, nothing stays"() {
        given:
        server.execute(name, "insert into users select i, md5(i::text) || md5((i + 1)::text) from generate_series(2001, 30000) i")
        Path bin = Files.createDirectories(home.resolve('bin'))
        AgeSpec.script(bin.resolve('age'), """case \$1 in
            --encrypt) [ \$(head -c 100000 | tee \$0.in | wc -c) = 100000 ] && kill -9 \$\$; exec /usr/bin/age "\$@" < \$0.in;;
            *) exec /usr/bin/age "\$@";;
            esac""")
        path = path.first(bin)

        when:
        dumped(encryption: new Encryption([Key.made().recipient.text()], null))

        then:
        RuntimeException failure = thrown()
        Problem problem = failure instanceof EffectFailure ? (failure as EffectFailure).problem() : failure as Problem
        tells(problem, ExitCode.FAILED, "a file can't be encrypted", /age was killed by signal 9/)
        execution.facts.encryptedBy ==~ /\Q${bin.resolve('age')}\E, [0-9.]+.*/
        nothingStays()
    }

    def "an age program that is not sound is known before anything is dumped"() {
        given:
        Path bin = Files.createDirectories(home.resolve('bin'))
        AgeSpec.script(bin.resolve('age'), '[ "$1" = --version ] && echo 1.2.3 || { echo "out of order" >&2; exit 1; }')
        path = path.first(bin)

        when:
        dumped(encryption: new Encryption([Key.made().recipient.text()], null))

        then:
        Problem problem = thrown()
        tells(problem, ExitCode.FAILED, "a file can't be encrypted", /ended with exit status 1: out of order/)
        !execution.steps.any { it.what() == 'dumping' }
        nothingStays()
    }

    @Tag('long')
    def "an age program that is #how is passed over, and handrail encrypts by itself"() {
        given:
        Path bin = Files.createDirectories(home.resolve('bin'))
        AgeSpec.script(bin.resolve('age'), says)
        Key key = Key.made()
        path = path.first(bin)

        when:
        dumped(encryption: new Encryption([key.recipient.text()], null))

        then:
        execution.facts.encryptedBy == 'handrail'
        new Opening(key.identity).prove(home.resolve('backups/b1/toc.dat.age'), { }) ==~ /[0-9a-f]{64}/

        where:
        how                   | says
        'too old'             | 'echo 0.9.0'
        'another of its name' | 'echo "age of empires"; exit 1'
    }

    def "a program of that name that is not PostgreSQL's is passed over"() {
        given:
        Path bin = Files.createDirectories(home.resolve('bin'))
        Files.writeString(bin.resolve('pg_dump'), '#!/bin/sh\necho "dump-o-matic 3000"\n')
        bin.resolve('pg_dump').toFile().executable = true
        path = path.first(bin)

        expect:
        dumped().counts().rows == 2000L
        !execution.facts.program.startsWith(bin.toString())
    }

    def "rows that row security hides from the role fail the dump"() {
        given:
        String role = "clerk_$name"
        server.execute(name, "create role $role", "grant usage on schema public to $role", "grant select on users to $role",
                       'alter table users enable row level security', 'create policy few on users using (id < 10)')
        login = DumpSpec.login(server.conninfo(name), role)

        when:
        dumped()

        then:
        EffectFailure failure = thrown()
        tells(failure.problem(), ExitCode.FAILED, 'pg_dump ended with exit status 1', /row-level security policy/)
        nothingStays()
    }

    @Tag('long')
    def "a database named #odd, in a folder of that name, is dumped, tried, restored and given its name"() {
        given:
        String named = "$odd ${UUID.randomUUID().toString().take(6)}"
        String fresh = "fresh $named"
        String kept = "kept $named"
        Path folder = home.resolve("in $named")
        WholeDatabases there = new WholeDatabases(path, { folder.resolve(it) })
        server.execute('postgres', "create database \"${named.replace('"', '""')}\"")
        login = DumpSpec.login(server.conninfo(named.replace('\\', '\\\\')))

        when:
        def outcome = there.dump(login, DumpSpec.dump(proof: Dump.Proof.RESTORED, content: true, globals: true), execution)

        then:
        outcome.facts().database == named
        new Manifests().at(folder.resolve('backups/b1')).get().database() == named

        when:
        there.restore(login, new Restore('main', Text.of('backups/b1'), '', fresh, 2), new LiveExecution(step: 'immediate/restore'))
        there.swap(login, new Swap('main', named, fresh, kept, true), new LiveExecution(step: 'immediate/restore', effect: 'swap', consents: [Swap.CONSENT]), true, { })

        then:
        server.value('postgres', "select count(*) from pg_database where datname in (${[named, kept].collect { "'${it.replace("'", "''")}'" }.join(', ')})") == 2
        server.value('postgres', "select count(*) from pg_database where datname = '${fresh.replace("'", "''")}'") == 0

        cleanup:
        [named, fresh, kept].each { server.execute('postgres', "drop database if exists \"${it.replace('"', '""')}\" with (force)") }

        where:
        odd << ['--help', "it's", '$(id)', 'a=b dbname=postgres', 'say "hi"', 'back\\slash', 'größe']
    }

    def "a folder for backups that #is is refused before anything is done"() {
        given:
        make(home)

        when:
        dumped()

        then:
        Problem problem = thrown()
        tells(problem, ExitCode.FAILED, /the folder for backups / + told, /.*/)
        execution.facts == null

        where:
        is                         | told                           | make
        'is a link'                | 'is a link'                    | { Path h -> Files.createSymbolicLink(h.resolve('backups'), Files.createDirectory(h.resolve('real'))) }
        'everybody may write'      | 'may be written by everybody'  | { Path h -> Files.setPosixFilePermissions(Files.createDirectory(h.resolve('backups')), PosixFilePermissions.fromString('rwxrwxrwx')) }
        'is a file'                | 'is no folder'                 | { Path h -> Files.writeString(h.resolve('backups'), 'x') }
    }

    def "what is there under the backup's name is never written over: #there"() {
        given:
        Files.createDirectories(home.resolve('backups'))
        make(home.resolve('backups/b1'))
        List before = listed()

        when:
        dumped()

        then:
        Problem problem = thrown()
        tells(problem, ExitCode.FAILED, /is there already and not of this run/, /.*/)
        listed() == before

        where:
        there               | make
        'a file'            | { Path p -> Files.writeString(p, 'mine') }
        'a folder'          | { Path p -> Files.createDirectory(p) }
        'a link'            | { Path p -> Files.createSymbolicLink(p, Path.of('/nowhere')) }
    }

    private dumped(Map<String, Object> options = [:]) {
        new WholeDatabases(path, { home.resolve(it) }).dump(login, DumpSpec.dump(options), execution)
    }

    private static void tells(Problem problem, ExitCode code, def what, def why) {
        assert problem.exitCode() == code
        assert (problem.what() =~ what).find()
        assert (problem.why() =~ why).find()
        assert !problem.remedy().blank
    }

    private void nothingStays() {
        assert listed() == []
        assert server.value('postgres', "select count(*) from pg_database where datname like 'handrail_scratch%'") == 0
    }

    private List<String> listed() {
        (home.resolve('backups').toFile().list() ?: [] as String[]).toList()
    }

    private block() {
        def other = server.connect(name)
        other.autoCommit = false
        other.createStatement().execute('lock table users in access exclusive mode')
        other
    }

    private int waiting() {
        server.value('postgres', "select count(*) from pg_stat_activity where datname = '$name' and application_name = 'handrail/spec-run/tools' and wait_event_type = 'Lock'") as int
    }

    private static void fill(Path file) {
        try {
            file.toFile().withOutputStream { out -> while (true) { out.write(new byte[4096]) } }
        } catch (IOException ignored) {
            // full, as it should be
        }
    }

    private static void script(Path file, String text) {
        Files.writeString(file, "#!/bin/sh\n[ \"\$1\" = --version ] && { echo 'pg_dump (PostgreSQL) 15.99'; exit 0; }\n$text\n")
        file.toFile().executable = true
    }
}
