package dev.handrail.report

import dev.handrail.journal.Entry
import dev.handrail.journal.Event
import dev.handrail.json.Json
import dev.handrail.problem.Position
import dev.handrail.run.Decision
import dev.handrail.run.Operator
import dev.handrail.run.Rig
import dev.handrail.run.World
import dev.handrail.runbook.Hazard
import dev.handrail.runbook.Reading
import dev.handrail.runbook.Step
import spock.lang.Specification
import spock.lang.TempDir
import java.nio.file.Path
import java.time.Duration

class ReportSpec extends Specification {
    @TempDir
    Path folder

    Rig rig

    void setup() {
        rig = new Rig(folder)
    }

    def "it tells who, when, where, what was decided, done, judged, skipped and noted"() {
        given:
        rig.step('a/open', [rig.sql('close the site')], title: 'Out of service', clock: Step.Clock.OPENS)
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('is there') { true }])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.step('b/close', [rig.sql('open the site')], clock: Step.Clock.CLOSES)
        rig.world.trouble['after insert 1;'] = { rig.clock.move(Duration.ofMinutes(3)) }
        rig.operator.decides(
            Decision.because(Decision.Kind.NOTE, 'starting late'),
            Decision.of(Decision.Kind.YES), Decision.of(Decision.Kind.YES),
            Decision.because(Decision.Kind.SKIP, 'done last week'))
        rig.run()

        when:
        RunReport report = Fold.of(rig.entries())
        String text = Markdown.of(report)

        then:
        report.state() == 'done'
        report.steps()*.state() == ['done', 'done', 'skipped', 'done']
        report.maintenance() == Duration.ofMinutes(3)
        text.startsWith('# book on test: done\n')
        text.contains('2026-11-21 02:00:00 UTC by ana on box')
        text.contains('| a/two | skipped | 0ms | done last week |')
        text.contains('| Downtime | 3m |')
        text.contains('| is there | pass | true | true |')
        text.contains('starting late')
        text.contains('| database main | main, localhost:5432, PostgreSQL 15.19, cluster 7000 | 1.0 kB | 1.0 kB |')
        text.contains('insert 1;')
    }

    def "steps stand in the order in which they ran, whatever was read for later ones before the first"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.operator.decides(Decision.of(Decision.Kind.YES), Decision.of(Decision.Kind.YES))
        rig.run()
        List<Entry> entries = rig.entries()
        List<Entry> early = ['b/never', 'a/two'].collect { new Entry(2L, entries[0].at(), 'r', new Event.CheckBaseline(it, 'x', 'run', [:]), '{}') }

        expect:
        Fold.of(entries.take(1) + early + entries.drop(1)).steps()*.id() == ['a/one', 'a/two']
    }

    def "the rows that a check read and should not have stand below it, in every form; those of one that holds do not"() {
        given:
        List rows = (1..30).collect { [it, "a|b\n${it}".toString()] }
        rig.step('a/one', null, checks: [
            Rig.check('orphans') { Reading.rows(['id', 'name'], rows) },
            Rig.check('fine') { true }])
        rig.operator.chooses(Operator.Choice.of(Operator.Choice.Kind.QUIT))
        rig.run()

        when:
        RunReport report = Fold.of(rig.entries())

        then:
        report.steps()[0].checks()[0].rows().size() == 21
        report.steps()[0].checks()[0].rowCount() == 30
        report.steps()[0].checks()[1].rows() == []

        and:
        [Markdown.of(report), Html.of(report), Junit.of(report)].every {
            it.contains(' id | name') && it.contains('1  | a|b\\n1') && it.contains('(20 of 30 rows)')
        }
        Json.read(JsonReport.of(report)).steps[0].checks[0].rowCount == 30
    }

    def "what an effect remarked stands with it, in every form that people read"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.operator.decides(Decision.of(Decision.Kind.YES))
        rig.run()

        when:
        List<Entry> entries = rig.entries().collect { Entry it ->
            !(it.event() instanceof Event.EffectFinished) ? it : (it.event() as Event.EffectFinished).with { e ->
                new Entry(it.seq(), it.at(), it.run(), new Event.EffectFinished(e.step(), e.phase(), e.attempt(), e.effect(), e.kind(), e.state(), e.counts(),
                    [remarks: 'the copy differs: one\nthe copy differs: ```two'], e.why(), e.ms()), it.line())
            }
        }
        RunReport report = Fold.of(entries)

        then:
        Markdown.of(report).contains("remark: the copy differs: one\nremark: the copy differs: '''two\n")
        Html.of(report).contains('the copy differs: one')
    }

    def "hazards are on record, those that were taken with the reason"() {
        given:
        Position place = new Position('m.sql', 3, 1)
        rig.step('a/one', [rig.sql('insert 1')], hazards: [
            new Hazard('HZ015', 'an index is built on t', 'index', place),
            new Hazard('HZ010', 't is read', 'constraint', place, 'nobody is there at night')])
        rig.operator.decides(Decision.of(Decision.Kind.YES))
        rig.run()

        when:
        List<Map> recorded = rig.entries()*.event().find { it instanceof Event.StepPlanned }.hazards()

        then:
        recorded[0] == [code: 'HZ015', what: 'an index is built on t', safeWay: 'index', at: 'm.sql:3:1']
        recorded[1].accepted == 'nobody is there at night'
        Fold.of(rig.entries()).steps()[0].hazards()*.accepted() == ['', 'nobody is there at night']
        Markdown.of(Fold.of(rig.entries())).contains('| a/one | HZ010: t is read (m.sql:3:1) | nobody is there at night |')
    }

    def "a failure stands at the top, with what to do and the commands that go on"() {
        given:
        rig.step('a/open', [rig.sql('close the site')], clock: Step.Clock.OPENS)
        rig.step('a/one', [rig.sql('insert 1')])
        rig.world.trouble['insert 1;'] = { throw World.failing() }
        rig.run()

        when:
        String text = Markdown.of(Fold.of(rig.entries()))

        then:
        text.indexOf('**The site is still in maintenance.**') < text.indexOf('## Steps')
        text.contains('**a/one failed:** it broke - to do: mend it')
        text.contains('`handrail resume r1`, `handrail rollback r1`')
    }

    def "a path is shown as it is, and can end neither its code nor its cell"() {
        expect:
        Markdown.code('/srv/my_shop|x`y') == "`/srv/my_shop\\|x'y`"
    }

    def "what comes from outside can neither end a table's cell nor carry an escape"() {
        given:
        rig.step('a/one', [rig.sql("insert '\u001b[31m'")], title: 'a | b \u001b]0;x\u0007 <script>')
        rig.run()

        when:
        String text = Markdown.of(Fold.of(rig.entries()))

        then:
        text.chars().noneMatch { it < 0x20 && it != 10 }
        text.contains('a \\| b \\x1b\\]0;x\\x07 \\<script\\>')
    }

    def "the JSON form is one object that can be read back"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.run()

        when:
        Map json = Json.read(JsonReport.of(Fold.of(rig.entries()))) as Map

        then:
        json.v == 1
        json.run == 'r1'
        json.steps[0].effects*.kind == ['anchor', 'sql']
        json.steps[0].effects[1].counts == [rows: 1]
    }
}
