package dev.handrail.shell

import dev.handrail.json.Json
import dev.handrail.live.LivePostgres
import dev.handrail.sandbox.Sandbox
import dev.handrail.seal.Key
import dev.handrail.seal.Opening
import dev.handrail.settings.Home
import dev.handrail.shell.session.Seat
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/** An encrypted backup and its restore rehearsed where nobody has the real key: in the embedded sandbox. */
@Requires({ LivePostgres.available })
class SandboxBackupSpec extends Specification {
    static final Key THEIRS = Key.made()

    @Shared
    Path folder = Files.createTempDirectory('handrail sandbox ')
    @Shared
    Home home = Home.at(folder.resolve('home'))
    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    def cleanupSpec() {
        Sandbox.of(home, {}).withCloseable { it.reset() }
        Path elsewhere = home.sandbox().resolve('place')
        if (Files.exists(elsewhere)) {
            new File(Files.readString(elsewhere).strip()).deleteDir()
        }
        folder.toFile().deleteDir()
    }

    def "forward, and back by the restore: #identified in the backup"() {
        given:
        Path book = Files.createDirectories(folder.resolve("runbooks/$name/sandbox"))
        Files.writeString(book.resolve('users.sql'), "create table users (id int); insert into users select generate_series(1, 50);")
        Files.writeString(book.resolveSibling("${name}.groovy"), """\
            runbook('$name', 'A release that goes wrong') {
              database 'main'
              section('before') { step('backup') { backup { encrypt '$THEIRS.recipient'$identity } } }
              section('release') {
                step('destroy') {
                  sql 'delete from users where id > 10'
                  check('users') { sql 'select count(*) from users'; expect 50 }
                  irreversible 'rows are gone'
                }
              }
              recovery('back') {
                step('restore') {
                  restore { from 'before/backup'; identity secret('backup-key') }
                  check('users') { sql 'select count(*) from users'; expect 50 }
                }
              }
            }
            """.stripIndent())

        when:
        int planned = handrail('plan', name)

        then: 'what it is encrypted to stands in the plan'
        planned == 0
        out.toString().replaceAll(/\s+/, ' ').contains("encrypt every file to $THEIRS.recipient and to the sandbox's own key age1")

        when:
        int forward = handrail('run', name, '--yes', 'changes', '--confirm', "release/destroy=sandbox/${name}_main")

        then: 'it was destroyed, as the check says'
        forward == 1
        err.toString().contains('expected 50')

        when:
        int back = handrail('rollback', '--by', 'back', '--confirm', "back/restore=sandbox/${name}_main")

        then:
        back == 0
        Path backup = Files.list(home.root().resolve('backups')).filter { it.toString().contains(name) }.findFirst().get()
        Map manifest = Json.read(Files.readString(backup.resolve('manifest.json'))) as Map
        manifest.encryptionProof == proof
        manifest.recipients.size() == 2

        and: 'the recipients of the real one can open it too'
        new Opening(THEIRS.identity).prove(backup.resolve('toc.dat.age'), { }) ==~ /[0-9a-f]{64}/

        and: 'the key is in one file, which only its owner reads'
        List<File> holding = []
        home.root().toFile().eachFileRecurse(groovy.io.FileType.FILES) { if (it.text.contains('AGE-SECRET-KEY')) { holding << it } }
        holding*.path == [home.sandbox().resolve('age-key').toString()]
        PosixFilePermissions.toString(Files.getPosixFilePermissions(holding[0].toPath())) == 'rw-------'

        where:
        identified             | name        | identity                          | proof
        'opened with a secret' | 'sealed'    | "; identity secret('backup-key')" | 'decrypted'
        'not opened'           | 'unopened'  | ''                                | 'read back'
    }

    private int handrail(String... words) {
        out.reset()
        err.reset()
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: folder.toString()], folder,
            { Optional.empty() }, { 200 }, false, false, false)
        Front.run(seat, (['--home', home.root().toString()] + (words as List)) as String[]).status()
    }
}
