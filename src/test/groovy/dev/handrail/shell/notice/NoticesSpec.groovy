package dev.handrail.shell.notice

import dev.handrail.journal.Entry
import dev.handrail.journal.Event
import dev.handrail.problem.Problem
import dev.handrail.problem.ExitCode
import dev.handrail.run.Rig
import dev.handrail.run.Scripted
import dev.handrail.runbook.Runbook
import dev.handrail.runbook.Step
import dev.handrail.shell.Front
import dev.handrail.shell.session.Seat
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** What a team's channels hear of a run, and that a run does not wait for them. */
class NoticesSpec extends Specification {
    @TempDir
    Path folder

    @AutoCleanup
    Hook hook = Hook.answering(200)

    List<String> told = []
    PollingConditions soon = new PollingConditions(timeout: 60)

    private Notices notices(String... urls) {
        Runbook book = new Runbook('book', 'A book', Runbook.About.NOTHING, [], [], [], [], Path.of('book.groovy'), 'd', [:])
        Map<String, String> channels = urls.toList().withIndex().collectEntries { url, i -> ["c$i".toString(), url] }
        new Notices(book, 'prod', channels.keySet(), { channels[it] }, { it.replace('canary', '•••') }, { told << it })
    }

    private static Entry entry(Event event) {
        new Entry(1, Instant.parse('2026-11-21T02:00:00Z'), 'r1', event, '')
    }

    private static Entry started(String operator = 'ana') {
        entry(new Event.RunStarted('book', 'A book', 'f', 'd', [:], 'prod', [:], [:], [:], operator, 'box', '0', null, null))
    }

    def "it tells that a run began, failed and was done, with what goes on from there"() {
        given:
        Notices notices = notices(hook.url)

        when:
        notices.recorded(started())
        notices.recorded(entry(new Event.RunPaused(1, 'a/one failed', ['handrail resume r1'], true)))
        notices.recorded(entry(new Event.RunFinished('done', 0, '', [], false)))
        notices.close()

        then:
        hook.texts() == [
            'book on prod: run r1 started by ana on box.',
            'book on prod: run r1 FAILED, exit 1 after 0ms: a/one failed.\nThe site is still in maintenance.\nNext: handrail resume r1',
            'book on prod: run r1 done after 0ms.']
        told == []
    }

    def "nothing in a notice calls anybody, carries an escape or a secret: #what"() {
        given:
        Notices notices = notices(hook.url)

        when:
        notices.recorded(started(what))
        notices.close()

        then:
        hook.texts().size() == 1
        !hook.texts()[0].contains('<!') && !hook.texts()[0].contains('canary')
        hook.texts()[0].codePoints().noneMatch { (it < 0x20 && it != 10) || (it in 0x7f..0x9f) || (it in 0x202a..0x202e) }

        where:
        what << ['<!channel>', "a\u001b[2Jb", 'x\u202ey\u0085', 'the canary sings']
    }

    def "whoever #what neither stops nor slows a run, and is named once"() {
        given:
        Hook bad = make()
        Notices notices = notices(bad.url)
        long begin = System.nanoTime()

        when:
        1000.times { notices.recorded(started()) }
        long saying = Duration.ofNanos(System.nanoTime() - begin).toMillis()
        notices.close()
        long whole = Duration.ofNanos(System.nanoTime() - begin).toSeconds()

        then: 'a thousand answers of theirs would take far longer'
        saying < 5_000
        whole < 60
        told.count { it.contains('does not take notices') } <= 1
        told.last() ==~ /warning: notify 'c0': \d+ notices were not sent/
        told.every { !it.contains('hush') && !it.contains('http') }

        cleanup:
        bad?.close()

        where:
        what            | make
        'hangs'         | { Hook.hanging() }
        'resets'        | { Hook.resetting() }
        'answers 500'   | { Hook.answering(500) }
        'is not there'  | { Hook.gone() }
    }

    @Tag('long')
    def "one that hangs does not keep the others from hearing"() {
        given:
        Hook bad = Hook.hanging()
        Notices notices = notices(bad.url, hook.url)

        when:
        notices.recorded(started())

        then:
        soon.eventually { assert hook.texts().size() == 1 }

        cleanup:
        notices.close()
        bad.close()
    }

    def "a channel that can't be found is a warning, without what it was bound to"() {
        given:
        Runbook book = new Runbook('book', 'A book', Runbook.About.NOTHING, [], [], [], [], Path.of('book.groovy'), 'd', [:])
        Notices notices = new Notices(book, 'prod', ['ops'] as Set, { find() }, { it }, { told << it })

        when:
        notices.recorded(started())
        notices.close()

        then:
        told[0].startsWith("warning: notify 'ops' does not take notices: ")
        told.every { !it.contains('hush') }

        where:
        find << [
            { throw new Problem(ExitCode.UNREACHABLE, 'env:OPS is not set', '', '', 'set it') },
            { 'no url hush' },
            { 'ftp://hush.example.com' },
            { throw new IllegalStateException('hush') }]
    }

    def "a question that stands too long is told once, one that is answered is not"() {
        given:
        Notices notices = notices(hook.url)
        Step step = new Rig(folder).with { it.step('a/one', [it.sql('insert 1')], title: 'Fill it') }
        Scripted person = new Scripted().tells { if (slow) soon.eventually { assert hook.texts().size() == 1 } }

        when:
        Patient.of(person, notices, patience).unknown(step, null, 'nothing')
        notices.close()

        then:
        hook.texts() == (slow ? ['book on prod: waits for an answer for 50ms: what became of a/one - Fill it'] : [])

        where:
        slow  | patience
        true  | Duration.ofMillis(50)
        false | Duration.ofHours(1)
    }

    private int handrail(Map<String, String> environment, String... words) {
        out.reset()
        err.reset()
        Seat seat = new Seat(new PrintStream(out, true), new PrintStream(err, true), [HOME: folder.toString()] + environment, folder,
            { Optional.empty() }, { 100 }, false, false, false)
        Front.run(seat, (['--home', folder.resolve('home').toString()] + (words as List)) as String[]).status()
    }

    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    private void book() {
        Files.createDirectories(folder.resolve('runbooks'))
        Files.writeString(folder.resolve('runbooks/small.groovy'), '''
            runbook('small', 'A book') {
              section('a') {
                step('one') { announce 'Maintenance begins.'; command 'true' }
                step('two') { announce 'Never said.'; command 'true' }
              }
            }'''.stripIndent())
        Files.writeString(folder.resolve('handrail.yml'), '''
            environments:
              prod: { notify: { ops: { url: "env:OPS_WEBHOOK" } } }
            '''.stripIndent())
    }

    def "from the command line the channels of the environment hear of the run and what its steps announce"() {
        given:
        book()

        expect:
        handrail([OPS_WEBHOOK: hook.url], 'run', 'small', '--env', 'prod', '--id', 'k1', '--yes', 'changes', '--skip', 'a/two=not today') == 0
        hook.texts()[0].startsWith('small on prod: run k1 started by ')
        hook.texts()[1] == 'small on prod: Maintenance begins.'
        hook.texts()[2].startsWith('small on prod: run k1 done after ')
        hook.texts().size() == 3

        and: 'its URL is nowhere'
        folder.toFile().traverse(type: groovy.io.FileType.FILES) { assert !it.getText('UTF-8').contains('hush-hush-hook') }
        !(out.toString() + err).contains('hush-hush-hook')
    }

    def "a run whose channel is not to be found ends as it does, and says so"() {
        given:
        book()

        expect:
        handrail([:], 'run', 'small', '--env', 'prod', '--yes', 'changes') == 0
        err.toString().contains("warning: notify 'ops' does not take notices: ")
    }
}
