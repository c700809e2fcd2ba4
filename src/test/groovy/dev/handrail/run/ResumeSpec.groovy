package dev.handrail.run

import dev.handrail.journal.Event
import dev.handrail.journal.Journal
import dev.handrail.journal.JournalReader
import dev.handrail.journal.RunState
import dev.handrail.problem.ExitCode
import dev.handrail.runbook.Runbook
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What a run looks at again before it goes on, and what differs from when it was last at work. */
class ResumeSpec extends Specification {
    @TempDir
    Path folder

    Rig rig

    void setup() {
        rig = new Rig(folder)
    }

    private List<String> work() {
        rig.world.applied.findAll { !it.contains('handrail.run') }
    }

    private List<List<String>> judged() {
        rig.events(Event.CheckJudged).collect { [it.step(), it.role(), it.verdict()] }
    }

    private RunState state() {
        JournalReader.read(folder.resolve('r1').resolve(Journal.FILE)).state()
    }

    private Runbook changed(Map with) {
        Runbook now = rig.runbook()
        new Runbook(now.name(), now.title(), now.about(), now.inputs(), now.targets(), now.sections(), now.recoveries(),
            now.file(), with.digest ?: now.digest(), with.files ?: now.files())
    }

    def "the last done step is judged again, but no second end of it is recorded"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('one is there') { true }])
        rig.step('a/two', [rig.sql('insert 2')], checks: [Rig.check('two is there') { true }])
        rig.step('a/three', [rig.sql('insert 3')])
        rig.run(new Selection(null, 'a/three', null))

        when:
        rig.run()

        then:
        judged() == [['a/one', 'check', 'pass'], ['a/two', 'check', 'pass'], ['a/two', 'lasting', 'pass']]
        rig.events(Event.StepFinished)*.step() == ['a/one', 'a/two', 'a/three']
        work() == ['forward insert 1;', 'forward insert 2;', 'forward insert 3;']
    }

    def "after an effect of a later step was started, only what must last is judged again"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('lasts', lasting: true) { true }])
        rig.step('a/two', [rig.sql('insert 2')], checks: [Rig.check('two is there') { true }])
        rig.step('a/three', [rig.sql('insert 3')])
        rig.world.trouble['insert 3;'] = { throw World.failing() }
        rig.run()
        rig.world.trouble.clear()

        when:
        int before = judged().size()
        rig.run()

        then:
        judged().drop(before) == [['a/one', 'lasting', 'pass'], ['a/one', 'lasting', 'pass']]
    }

    def "a step that only judges counts as the last one too"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('one is there') { true }])
        rig.step('a/look', null, checks: [Rig.check('all is well') { true }])
        rig.step('a/three', [rig.sql('insert 3')])
        rig.run(new Selection(null, 'a/three', null))

        when:
        int before = judged().size()
        rig.run()

        then:
        judged().drop(before) == [['a/look', 'lasting', 'pass']]
    }

    def "what no longer holds stops the run, and changes nothing, however often it is resumed"() {
        given:
        boolean there = true
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('one is there') { there }])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.run(new Selection(null, 'a/two', null))
        there = false
        rig.operator.withoutConsent()

        when:
        List<Ending> ends = [rig.run(), rig.run()]

        then:
        ends*.exit() == [ExitCode.UNDECIDED, ExitCode.UNDECIDED]
        ends[0].problem().where().contains("'one is there' of a/one no longer holds: false; expected true")
        ends[0].problem().remedy().contains('--accept drift=REASON')
        work() == ['forward insert 1;']

        when: 'it holds again'
        there = true

        then:
        rig.run().exit() == ExitCode.DONE
    }

    def "going on although something drifted is on record with its reason"() {
        given:
        boolean there = true
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('one is there') { there }])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.run(new Selection(null, 'a/two', null))
        there = false

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.events(Event.StepDecided).findAll { it.decision() == 'accept' }.collect { [it.step(), it.reason()] } ==
            [['a/one', 'agreed by script']]
        rig.state('a/one') == 'done'
    }

    def "an unknown effect is established before anything is judged again"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('lasts', lasting: true) { true }])
        rig.step('a/two', [Rig.program('mail')])
        rig.world.trouble['mail'] = { throw World.cut() }
        rig.run()
        rig.world.trouble.clear()

        when:
        int before = judged().size()
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.UNKNOWN
        end.problem().remedy().contains('--outcome a/two=done:REASON')
        judged().size() == before

        when:
        rig.operator.establishes(new Operator.Verdict(Operator.Verdict.Kind.DONE, 'the mail is there'))
        end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        !work().contains('forward mail')
    }

    def "by hand is judged too: a mark that the checks contradict is no end of the step"() {
        given:
        boolean there = false
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('one is there') { there }])
        rig.world.trouble['insert 1;'] = { throw World.failing() }
        rig.operator.chooses(new Operator.Choice(Operator.Choice.Kind.BY_HAND, 'psql', 0))

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.FAILED
        rig.operator.failures().last().problem().what().contains("'one is there' does not hold")
        rig.state('a/one') == 'failed'

        when:
        there = true
        rig.operator.chooses(new Operator.Choice(Operator.Choice.Kind.BY_HAND, 'psql, this time', 0))
        end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        rig.state('a/one') == 'by-hand'
        rig.events(Event.StepDecided).findAll { it.decision() == 'by-hand' }*.reason() == ['psql', 'psql, this time']
    }

    def "a changed, a new and a missing file, an input and a target are each told in words"() {
        given:
        RunState state = new RunState()
        rig.step('a/one', [rig.sql('insert 1')])
        rig.run()
        def started = new Event.RunStarted('book', 'A book', 'book.groovy', 'd0', ['book.groovy': 'd0', 'old.sql': 'x'],
            'test', ['database main': then], [days: '30'], [:], 'ana', 'box', '0', null, null)
        state.apply(new dev.handrail.journal.Entry(1, rig.clock.now, 'r1', started, ''))

        when:
        def all = new Differences(state, changed(digest: 'd1', files: ['book.groovy': 'd1', 'new.sql': 'y']),
            ['database main': now]).all()

        then:
        all*.kind() == [Change.Kind.RUNBOOK, Change.Kind.INPUTS, Change.Kind.TARGET]
        all[0].what() == ['file book.groovy was changed', 'file new.sql is new', 'file old.sql is gone']
        all[1].what() == ['the runbook has no input days any more']
        all[2].what() == ["database main was $then, is $now$more".toString()]

        where:
        then                                                 | now                                                       | more
        'shop (number 7) in cluster 1, timeline 1, primary'  | 'shop (number 8) in cluster 1, timeline 1, primary'       | ''
        'shop (number 7) in cluster 1, timeline 1, primary'  | 'shop (number 7) in cluster 2, timeline 1, primary'       | ''
        'shop (number 7) in cluster 1, timeline 1, primary'  | 'shop (number 7) in cluster 1, timeline 1, standby'       | ''
        'shop (number 7) in cluster 1, timeline 1, primary'  | 'shop (number 7) in cluster 1, timeline 2, primary'       |
            ': a standby was promoted meanwhile, and what was committed last may be missing there'
    }

    def "what was done stays done in a changed file, and a step that is gone is named"() {
        given:
        rig.step('a/gone', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.step('a/half', [rig.sql('insert 2'), rig.sql('insert 3')], back: rig.back(rig.sql('delete 2')))
        rig.world.trouble['insert 3;'] = { throw World.failing() }
        rig.run()
        rig.world.trouble.clear()

        when:
        rig.steps.remove(0)
        def all = new Differences(state(), changed(digest: 'd2', files: ['book.groovy': 'd2']), [:]).all()

        then:
        all*.kind() == [Change.Kind.RUNBOOK]
        all[0].what() == ['file book.groovy is new',
            'step a/gone was done and is not in the runbook any more: what it did stays, and rollback can\'t take it back',
            'step a/half is half done: 1 effect is in place and stay; one that the changed file writes differently is new and will be done']

        when:
        rig.run()

        then:
        work() == ['forward insert 1;', 'forward insert 2;', 'forward insert 3;']

        when: 'it is taken back'
        Ending end = rig.rollback()

        then:
        work().findAll { it.startsWith('rollback') } == ['rollback delete 2;']
        end.why().contains('a/gone (it is not in the runbook any more)')
        rig.world.overviews.last() == ['1. a/half  undo', "stays: a/gone (it is not in the runbook any more)"]
    }

    def "whoever takes a run over is named in the database too"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.run(new Selection(null, 'a/two', null))
        int notes = rig.world.applied.count { it.contains('handrail.run') }

        when:
        rig.host = 'other-box'
        rig.run()

        then:
        notes == 1
        rig.world.applied.count { it.contains('handrail.run') } == 2
        state().host() == 'other-box'
    }

    def "a program that was started on another machine is looked for there, not here"() {
        given:
        rig.step('a/mail', [Rig.program('mail')])
        rig.world.trouble['mail'] = { throw World.cut() }
        rig.run()
        rig.world.trouble.clear()
        List<String> told = []

        when:
        rig.host = 'other-box'
        rig.operator.tells { told << it }
        rig.run()

        then:
        told == ['it was started on box, this is other-box: look there']
    }
}
