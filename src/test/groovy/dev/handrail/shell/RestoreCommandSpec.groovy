package dev.handrail.shell

import dev.handrail.backup.BackupAction
import dev.handrail.json.Json
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveStore
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

    def "halves that killed runs left are named, and are no backups"() {
        given:
        Path half = Files.createDirectories(target.home.resolve('backups/shop-r0-s-t.1.partial/dump')).parent
        Files.writeString(half.resolve('owner'), 'r0\n77\nshop')

        when:
        int exit = handrail('restore')

        then:
        exit == 0
        err.toString().contains('There is no proven backup in backups, uploads')
        err.toString().contains('Never finished, and no backups:')
        out.toString().readLines()[1] =~ /^shop +\d+ bytes +r0 +$half$/
        err.toString().contains('--consent STEP=remove-unfinished-backup')

        when:
        handrail('restore', '--json')

        then:
        Json.read(out.toString().readLines()[0]) == [unfinished: true, place: half.toString(), database: 'shop', run: 'r0', bytes: 10L]
    }

    @Requires({ LiveStore.available })
    def "doctor asks the places in S3 that runbooks name, and those that it is given"() {
        given:
        LiveStore store = new LiveStore('vault')
        store.bind()
        Files.createDirectories(target.home.resolve('runbooks'))
        Files.writeString(target.home.resolve('runbooks/nightly.groovy'), "runbook('nightly') { backup { to 's3://vault/nightly' } ; backup { to 's3://gone/x' } }")

        when:
        int exit = handrail('doctor')

        then:
        exit == 7
        out.toString() =~ /ok +s3:\/\/vault\/nightly +answers, and its list may be read/
        out.toString() =~ /MISSING s3:\/\/gone\/x +s3:\/\/gone\/x is not there: 404 NoSuchBucket/
        out.toString().contains('do: make the bucket gone, or write its right name')

        when:
        handrail('doctor', 's3://vault/other', 's3:/vault')

        then:
        out.toString().contains('ok      s3://vault/other')
        out.toString() =~ /MISSING s3:\/vault +it is not written as s3/
        !out.toString().contains('gone')

        cleanup:
        LiveStore.unbind()
        store?.close()
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
