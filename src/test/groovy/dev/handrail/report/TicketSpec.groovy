package dev.handrail.report

import dev.handrail.journal.Entry
import dev.handrail.journal.Event
import dev.handrail.run.Decision
import dev.handrail.run.Operator
import dev.handrail.run.Rig
import dev.handrail.run.World
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Step
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

/** What somebody who closes a change needs from its report. */
class TicketSpec extends Specification {
    @TempDir
    Path folder

    Rig rig

    void setup() {
        rig = new Rig(folder)
    }

    private RunReport report() {
        Fold.of(rig.entries())
    }

    private static Operator.Choice choice(Operator.Choice.Kind kind, String reason = '') {
        new Operator.Choice(kind, reason, 0)
    }

    def "every issue stands with what became of it"() {
        given:
        rig.step('a/retried', [rig.sql('insert 1')])
        rig.step('a/mended', [rig.sql('insert 2')], remedies: [new Step.Remedy('mend it', Rig.action(Risk.CHANGES, [rig.sql('mend')]))])
        rig.step('a/left', [rig.sql('insert 3')])
        int tries = 0
        rig.world.trouble['insert 1;'] = { if (tries++ == 0) throw World.failing('no room') }
        rig.world.trouble['insert 2;'] = { if (tries++ == 2) throw World.failing('bad row') }
        rig.world.trouble['insert 3;'] = { throw World.failing('no right') }
        rig.operator.decides((1..9).collect { Decision.of(Decision.Kind.YES) } as Decision[])
        rig.operator.chooses(choice(Operator.Choice.Kind.RETRY), choice(Operator.Choice.Kind.FIX), choice(Operator.Choice.Kind.SKIP, 'not needed'))
        rig.run()

        expect:
        report().issues().collect { [it.step(), it.what(), it.resolution(), it.settled()] } == [
            ['a/retried', 'failed: no room - because', 'done in attempt 2', true],
            ['a/mended', 'failed: bad row - because', 'remedied, then done in attempt 2', true],
            ['a/left', 'failed: no right - because', 'left out by script: not needed', true]]
    }

    def "an issue that nobody settled is open, and one that was taken back says so"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], wayBack: new dev.handrail.runbook.WayBack.Nothing('it only adds'))
        rig.world.trouble['insert 1;'] = { throw World.failing() }
        rig.run()

        expect:
        !report().issues()[0].settled()
        Markdown.of(report()).contains('| a/one | failed: it broke - because | open |')

        when:
        List<Entry> entries = rig.entries()
        Event back = new Event.RunFinished('taken-back', 9, '', [], false)

        then: 'also where the step that failed had done nothing'
        Fold.of(entries + new Entry(entries.size() + 1L, entries.last().at(), 'r', back, '{}')).issues()[0].resolution() == 'the run was taken back'
    }

    def "the head is the form that is filled in after a deployment"() {
        given:
        rig.step('a/open', [rig.sql('close the site')], clock: Step.Clock.OPENS)
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/close', [rig.sql('open the site')], clock: Step.Clock.CLOSES)
        rig.world.trouble['after insert 1;'] = { rig.clock.move(Duration.ofMinutes(3)) }
        rig.operator.decides((1..3).collect { Decision.of(Decision.Kind.YES) } as Decision[])
        rig.run()
        String text = Markdown.of(report())

        expect:
        text.contains('| Started | 2026-11-21 02:00:00 UTC by ana on box |')
        text.contains('| Ended | 2026-11-21 02:03:00 UTC, after 3m |')
        text.contains('| Changes took | 3m, a/one |')
        text.contains('| Downtime | 3m |')
        text.contains('| Size of database main | 1.0 kB before, 1.0 kB after |')
        text.contains('| Versions | handrail 0, PostgreSQL 15.19 |')
        text.contains('| Journal | not anchored')
        new Xml(Html.of(report())).all('//dl/dt') == text.readLines().findAll { it =~ /^\| [A-Z]/ && !it.startsWith('| Step') }
            .collect { it.split(/ \| /)[0].substring(2) }.take(10)
    }

    def "a yes to many steps in a row is one row, and any other decision has its own"() {
        given:
        20.times { rig.step("a/n$it", [rig.sql("insert $it")]) }
        rig.operator.decides(((1..10).collect { Decision.of(Decision.Kind.YES) } + [Decision.because(Decision.Kind.SKIP, 'done before')]
            + (1..9).collect { Decision.of(Decision.Kind.YES) }) as Decision[])
        rig.run()

        when:
        List<String> rows = Markdown.of(report()).readLines().findAll { it.contains('| script |') }

        then:
        rows.size() == 3
        rows[0].contains('| 10 steps, a/n0 to a/n9 | yes | script |')
        rows[1].contains('| a/n10 | skip | script | done before |')
    }

    def "where space is short the effects are left out, and nothing else"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('is there') { true }])
        rig.run()

        expect:
        Markdown.of(report()).startsWith(Markdown.brief(report()))
        !Markdown.brief(report()).contains('insert 1;')
    }
}
