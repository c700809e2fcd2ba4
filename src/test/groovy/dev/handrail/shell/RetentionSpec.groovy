package dev.handrail.shell

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveStore
import dev.handrail.shell.session.Seat
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/** What {@code keep} removes, and never: a backup that a run which is not over may need to go back. */
@Requires({ LivePostgres.available && LiveStore.available })
class RetentionSpec extends Specification {
    @Shared
    @AutoCleanup
    LiveStore store = new LiveStore('vault')
    @TempDir
    Path folder
    LivePostgres server = LivePostgres.server()
    String name = server.newDatabase('shop')

    def setup() {
        store.bind()
        server.execute(name, 'create table users (id int primary key)')
        Path password = Files.writeString(folder.resolve('password'), LivePostgres.PASSWORD + '\n')
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString('rw-------'))
        Files.writeString(folder.resolve('handrail.yml'), """\
            environments:
              night:
                databases: { main: { connect: "${server.conninfo(name, false).replace("'", '')}", password: "file:$password" } }
            """.stripIndent())
    }

    def cleanup() {
        LiveStore.unbind()
    }

    @Tag('long')
    def "a run that stopped right after its backup keeps it, #where, for a run of this home and of another one"() {
        given:
        String to = inStore ? "s3://vault/$name" : folder.resolve('backups').toString()
        Closure<List<String>> left = { (inStore ? store.folder.resolve("vault/$name") : folder.resolve('backups')).toFile().list().collect { (it =~ /-(k\d)-/)[0][1] }.sort() }
        Files.createDirectories(folder.resolve('runbooks'))
        Files.writeString(folder.resolve('runbooks/nightly.groovy'), """\
            runbook('nightly', 'A backup, then a change') {
              database 'main'
              section('before') { step('backup') { backup { to '$to'; keep 1 } } }
              section('change') { step('rows') { sql 'insert into users select count(*) from users'; rollback { sql 'select 1' } } }
            }
            """.stripIndent())

        when: 'one stops before its first change, and nothing in the database says that it is open'
        int first = run('home', 'k1', '--until', 'change')
        int second = run('home', 'k2')

        then:
        [first, second] == [0, 0]
        left() == ['k1', 'k2']
        recorded('home', 'k2').contains('run k1 is open in this home')

        when: 'on another machine the one that is over is known by its note, the other one is not known at all'
        int third = run('elsewhere', 'k3')

        then:
        third == 0
        left() == ['k1', 'k3']
        recorded('elsewhere', 'k3').contains('nothing here tells whether run k1 is over')

        when:
        int closed = handrail('home', 'abandon', 'k1', '--reason', 'not tonight')
        int fourth = run('elsewhere', 'k4')

        then:
        [closed, fourth] == [0, 0]
        left() == ['k4']
        !recorded('elsewhere', 'k4').contains('HZ071')

        where:
        where         | inStore
        'in a folder' | false
        'in S3'       | true
    }

    private int run(String home, String id, String... more) {
        handrail(home, *(['run', 'nightly', '--env', 'night', '--yes', 'changes', '--id', id] + (more as List)))
    }

    private String recorded(String home, String run) {
        folder.resolve("$home/runs/$run/journal.jsonl").toFile().text
    }

    private int handrail(String home, String... words) {
        PrintStream stream = new PrintStream(OutputStream.nullOutputStream())
        Seat seat = new Seat(stream, stream, [HOME: folder.toString()], folder, { Optional.empty() }, { 100 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve(home).toString()] + (words as List)) as String[]).status()
    }
}
