package dev.handrail.shell

import dev.handrail.backup.BackupAction
import dev.handrail.json.Json
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.runbook.Dump
import dev.handrail.shell.session.Seat
import dev.handrail.text.Text
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

import java.nio.file.Files
import java.nio.file.Path

@Requires({ LivePostgres.available })
class RestoreCommandSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server(), LivePostgres.server().newDatabase('shop'))
    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    private int handrail(String... words) {
        out.reset()
        err.reset()
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: target.home.toString()], target.home,
            { Optional.empty() }, { 200 }, false, false, false)
        Front.run(seat, (['--home', target.home.toString()] + (words as List)) as String[]).status()
    }

    def "what can be restored is listed, and the runbook that does it loads"() {
        given:
        target.act(new BackupAction('main', 's/t', Text.of('backups'), 1, '1', Dump.Selection.WHOLE, Dump.Proving.READ, null))
        Path place = target.home.resolve("backups/$target.name-r1-s-t")

        when:
        int exit = handrail('restore')

        then:
        exit == 0
        out.toString().readLines()[0] =~ /^DATABASE +AGE +SIZE +PROOF +RUN +PLACE$/
        out.toString().readLines()[1] =~ /^$target.name +\S+ +\S+ \S+ +read +r1 +$place$/

        when:
        Path book = Files.writeString(target.home.resolve('back.groovy'), err.toString().readLines().findAll { it.startsWith('  ') }.join('\n') + '\n')

        then:
        handrail('check', book.toString()) == 0

        when:
        handrail('restore', '--json', 'backups')

        then:
        Json.read(out.toString().readLines()[0]).with {
            assert it.place == place.toString()
            assert it.proof == 'read'
            assert it.digest ==~ /[0-9a-f]{64}/
            true
        }
    }

    def "where there is nothing it says so; a place that can't be one is refused"() {
        expect:
        handrail('restore') == 0
        err.toString().contains('There is no proven backup in backups, uploads')
        handrail('restore', 'nowhere') == 2
        err.toString().contains("no backups lie in 'nowhere'")
        handrail('restore', 's3:/x') == 2
    }
}
