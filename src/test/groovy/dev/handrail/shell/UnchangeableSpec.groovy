package dev.handrail.shell

import dev.handrail.live.LivePostgres
import dev.handrail.shell.session.Seat
import dev.handrail.target.host.PgProgram
import dev.handrail.target.host.SearchPath
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** What is known to fail is told before a run is opened: a database that can't be changed, a program that is too old. */
@Requires({ LivePostgres.available })
class UnchangeableSpec extends Specification {
    @TempDir
    Path folder
    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()
    LivePostgres server = LivePostgres.server()

    def "a database that is read-only by default is refused before a run is opened, and may be looked at"() {
        given:
        String name = server.newDatabase()
        server.execute('postgres', "alter database $name set default_transaction_read_only to on")
        book('change', "step('one') { sql 'create table t (a int)'; rollback { sql 'drop table t' } }")
        book('look', "step('one') { check('it answers') { sql 'select count(*) from pg_database where datname = current_database()'; expect 1 } }")

        expect:
        handrail(name, 'run', 'change', '--yes', 'changes') == 7
        err.toString().contains('read-only by default')
        !Files.exists(folder.resolve('home/runs'))
        handrail(name, 'run', 'look', '--yes', 'reads') == 0
    }

    @Requires({ PgProgram.newest('pg_dump', Integer.MAX_VALUE, SearchPath.ofEnvironment()).map { it.major() < 16 }.orElse(false) })
    def "a compression that no installed pg_dump knows is told before a run is opened, as plan tells it"() {
        given:
        String name = server.newDatabase()
        book('dump', "step('one') { backup { to 'backups'; compress 'zstd' } }")

        expect:
        handrail(name, 'plan', 'dump') == 7
        handrail(name, 'run', 'dump', '--yes', 'changes') == 7
        err.toString().contains("can't compress with zstd")
        !Files.exists(folder.resolve('home/runs'))
    }

    private int handrail(String database, String... words) {
        Path pass = folder.resolve('pass')
        Files.writeString(pass, "*:*:*:*:$LivePostgres.PASSWORD\n")
        Files.setPosixFilePermissions(pass, PosixFilePermissions.fromString('rw-------'))
        String connect = "host=127.0.0.1 port=$server.port dbname=$database user=$LivePostgres.USER passfile=$pass"
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: folder.toString()], folder,
            { Optional.empty() }, { 80 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString()] + (words as List) + ['--database', "main=$connect".toString()]) as String[]).status()
    }

    private void book(String name, String step) {
        Path file = folder.resolve("runbooks/${name}.groovy")
        Files.createDirectories(file.parent)
        Files.writeString(file, "runbook('$name', 'A book') {\n  database 'main'\n  section('s', 'S') {\n    $step\n  }\n}\n")
    }
}
