package dev.handrail.shell

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveStore
import dev.handrail.seal.Key
import dev.handrail.shell.session.Seat
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/** The way back that is there for the worst night, walked: forward, a failure, and back by the recovery. */
@Requires({ LivePostgres.available && LiveStore.available })
class RecoverySpec extends Specification {
    static final Key KEY = Key.made()

    @Shared
    @AutoCleanup
    LiveStore store = new LiveStore('vault')
    @TempDir
    Path folder
    LivePostgres server = LivePostgres.server()
    String name = server.newDatabase('shop')
    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    def setup() {
        store.bind()
        server.execute(name, 'create table users (id int primary key, name text)',
                       "insert into users select i, 'TELLTALE' || i from generate_series(1, 50) i")
        Files.writeString(folder.resolve('handrail.yml'), """\
            environments:
              night:
                databases: { main: { connect: "${server.conninfo(name, false).replace("'", '')}", password: "file:${secret('password', LivePostgres.PASSWORD)}" } }
                secrets: { backup-key: "file:${secret('key', KEY.secret)}" }
            """.stripIndent())
    }

    private Path secret(String name, String text) {
        Path file = Files.writeString(folder.resolve(name), text + '\n')
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString('rw-------'))
    }

    def cleanup() {
        LiveStore.unbind()
    }

    private int handrail(String... words) {
        out.reset()
        err.reset()
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true),
                             [HOME: folder.toString()], folder,
                             { Optional.empty() }, { 100 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString()] + (words as List)) as String[]).status()
    }

    def "back by a backup that is #what: what was destroyed is there again, and nothing of it lies about"() {
        given:
        Files.createDirectories(folder.resolve('runbooks'))
        Files.writeString(folder.resolve('runbooks/upgrade.groovy'), """\
            runbook('upgrade', 'A release that goes wrong') {
              database 'main'
              section('before') { step('backup') { backup { ${to(place())}$encrypt } } }
              section('release') {
                step('destroy') {
                  sql 'delete from users where id > 10'
                  check('users') { sql 'select count(*) from users'; expect 50 }
                  irreversible 'rows are gone'
                }
              }
              recovery('immediate', 'Back to the backup') {
                step('restore') {
                  restore { from 'before/backup'$identity }
                  check('users') { sql 'select count(*) from users'; expect 50 }
                }
              }
            }
            """.stripIndent())
        def application = server.connect(name)
        application.createStatement().execute("set application_name to 'web'")

        when:
        int forward = handrail('run', 'upgrade', '--env', 'night', '--yes', 'changes', '--confirm', "release/destroy=night/$name")

        then:
        forward == 1
        server.value(name, 'select count(*) from users') == 10

        when: 'nobody agreed to end the sessions'
        int refused = handrail('rollback', '--by', 'immediate', '--confirm', "immediate/restore=night/$name")

        then:
        refused == 4
        application.isValid(5)
        server.value(name, 'select count(*) from users') == 10

        when:
        int back = handrail('rollback', '--by', 'immediate', '--confirm', "immediate/restore=night/$name",
                            '--consent', 'immediate/restore=end-sessions')

        then:
        back == 0
        !application.isValid(5)
        server.value(name, 'select count(*) from users') == 50

        and: 'nothing that anybody could read is left'
        List<File> left = []
        [folder.resolve('home').toFile(), store.folder.toFile()].each { it.eachFileRecurse(groovy.io.FileType.FILES) { left << it } }
        !left.any { it.text.contains('AGE-SECRET-KEY') }
        !folder.resolve('home/restoring').toFile().list()
        !folder.resolve('home/uploads').toFile().list()

        when:
        handrail('report', '--format', 'json')

        then:
        out.toString().contains(proof)

        where:
        what                   | inStore | encrypt                                                                          | identity                          | proof
        'in a folder'          | false   | ''                                                                               | ''                                | '"proof":"read"'
        'encrypted'            | false   | "; encrypt '$KEY.recipient'; identity secret('backup-key')".toString()           | "; identity secret('backup-key')" | '"proof":"read, encrypted, decrypted"'
        'encrypted, and in S3' | true    | "; encrypt '$KEY.recipient'".toString()                                          | "; identity secret('backup-key')" | '"proof":"read, encrypted, read back"'

        and:
        to = { String place -> "to '$place'" }
        place = { inStore ? 's3://vault/nightly' : 'backups' }
    }
}
