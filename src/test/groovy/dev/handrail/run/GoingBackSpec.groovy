package dev.handrail.run

import dev.handrail.journal.Event
import dev.handrail.problem.ExitCode
import dev.handrail.report.Fold
import dev.handrail.runbook.Done
import dev.handrail.runbook.Finding
import dev.handrail.runbook.Recovery
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Step
import dev.handrail.runbook.WayBack
import spock.lang.Specification
import spock.lang.TempDir
import java.nio.file.Path

class GoingBackSpec extends Specification {
    @TempDir
    Path folder

    Rig rig

    void setup() {
        rig = new Rig(folder)
    }

    private List<String> back() {
        rig.world.applied.findAll { it.startsWith('rollback') && !it.contains('handrail.run') }
    }

    def "steps are taken back newest first, each asked"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.step('a/two', [rig.sql('insert 2')], back: rig.back(rig.sql('delete 2')))
        rig.run()

        when:
        Ending end = rig.rollback()

        then:
        end.exit() == ExitCode.DONE
        end.finished()
        back() == ['rollback delete 2;', 'rollback delete 1;']
        rig.operator.asked()*.phase() == ['forward', 'forward', 'rollback', 'rollback']
        rig.state('a/one') == 'rolled-back'
    }

    def "going back pauses between steps when the session ends, and goes on from there"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.step('a/two', [rig.sql('insert 2')], back: rig.back(rig.sql('delete 2')))
        rig.run()
        rig.world.trouble['after delete 2;'] = { rig.interrupts.pause() }

        expect:
        rig.rollback().exit() == ExitCode.INTERRUPTED
        back() == ['rollback delete 2;']

        when:
        rig.interrupts = new Interrupts()

        then:
        rig.rollback().finished()
        back() == ['rollback delete 2;', 'rollback delete 1;']
    }

    def "a failed step with a finished effect is taken back, one that did nothing is not"() {
        given:
        rig.step('a/one', [rig.sql('insert 1'), rig.sql('insert 2')], back: rig.back(rig.sql('delete 1')))
        rig.world.trouble['insert 2;'] = { throw World.failing() }
        rig.step('a/two', [rig.sql('insert 3')], back: rig.back(rig.sql('delete 3')))
        rig.operator.chooses(Operator.Choice.of(Operator.Choice.Kind.BACK_OUT))

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.TAKEN_BACK
        end.why() == 'it broke'
        back() == ['rollback delete 1;']
    }

    def "a part that took hold is told, and taken back with its step"() {
        given:
        List<List<Map<String, String>>> known = []
        rig.step('a/one', [rig.sql('insert 1')], back: new WayBack.By('undo', Risk.CHANGES, { Done done ->
            known << done.effects()*.facts()
            Rig.action(Risk.CHANGES, [rig.sql('delete 1')])
        }))
        rig.world.trouble['insert 1;'] = { throw World.cut() }
        rig.world.finds = Finding.Verdict.PARTLY

        expect:
        rig.run().exit() == ExitCode.FAILED
        rig.events(Event.EffectReconciled)*.verdict() == ['partly']
        rig.operator.failures()*.standing() == ['1 effect of this step is done and stays; a part of an effect is in place and stays']

        when:
        rig.world.finds = null
        rig.rollback()

        then:
        back() == ['rollback delete 1;']
        known.last() == [[name: 'note this run in handrail.run', at: 'world'], [at: 'world']]
        rig.state('a/one') == 'rolled-back'
    }

    def "what is taken back in part is taken back to its end before anything goes forward"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.run()
        rig.world.trouble['delete 1;'] = { throw World.cut() }
        rig.world.finds = Finding.Verdict.PARTLY
        rig.rollback()

        expect:
        rig.run().problem().what() == 'step a/one is half taken back'

        when:
        rig.world.finds = null
        rig.world.trouble.clear()

        then:
        rig.rollback().finished()
    }

    def "what can't be taken back is named, and the exit code does not claim that all was"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/two', [rig.sql('insert 2')], back: new WayBack.Irreversible('mail is out'))
        rig.step('a/three', [rig.sql('insert 3')])
        rig.world.trouble['insert 3;'] = { throw World.failing() }
        rig.operator.chooses(Operator.Choice.of(Operator.Choice.Kind.BACK_OUT))

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.FAILED
        end.why().contains('a/two (mail is out), a/one (it has no way back)')
    }

    def "a person's task without a way back is named, and does not keep the rest from counting as taken back"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.step('a/look', [Rig.question('All fine?')], word: 'manual')
        rig.step('a/two', [rig.sql('insert 2')])
        rig.world.trouble['insert 2;'] = { throw World.failing() }
        rig.operator.chooses(Operator.Choice.of(Operator.Choice.Kind.BACK_OUT))

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.TAKEN_BACK
        end.why() == 'it broke; stays as it is: a/look (a person did it)'
    }

    def "a rollback that fails keeps both errors and ends with exit 10"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.step('a/two', [rig.sql('insert 2')])
        rig.world.trouble['insert 2;'] = { throw World.failing('forward broke') }
        rig.world.trouble['delete 1;'] = { throw World.failing('back broke') }
        rig.operator.chooses(Operator.Choice.of(Operator.Choice.Kind.BACK_OUT))

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.ROLLBACK_FAILED
        end.problem().what().contains('back broke')
        end.problem().why().contains('forward broke')
        !end.finished()

        when: 'it is tried again after it was mended'
        rig.world.trouble.clear()

        then:
        rig.rollback().exit() == ExitCode.DONE
        back() == ['rollback delete 1;']
    }

    def "--to takes back down to that step, and resume does it again"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.step('a/two', [rig.sql('insert 2')], back: rig.back(rig.sql('delete 2')))
        rig.operator.decides(Decision.of(Decision.Kind.YES), Decision.of(Decision.Kind.YES))
        rig.step('a/three', [rig.sql('insert 3')])
        rig.run(new Selection(null, 'a/three', null))

        when:
        Ending end = rig.rollback('a/two')

        then:
        !end.finished()
        back() == ['rollback delete 2;']

        when:
        end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        rig.world.applied.count { it == 'forward insert 2;' } == 2
        rig.world.applied.count { it == 'forward insert 1;' } == 1
    }

    def "a step that was taken back and is done anew is another round; a try of the same doing is not"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.step('a/two', [rig.sql('insert 2')])
        rig.world.trouble['insert 1;'] = { throw World.failing() }
        rig.operator.chooses(Operator.Choice.of(Operator.Choice.Kind.RETRY), Operator.Choice.of(Operator.Choice.Kind.QUIT))
        rig.run(new Selection(null, 'a/two', null))
        rig.world.trouble.clear()
        rig.run(new Selection(null, 'a/two', null))

        when:
        rig.rollback('a/one')
        rig.run()
        rig.rollback()

        then:
        rig.world.rounds.findAll { it.contains('insert 1') }*.takeRight(2) == [' 0', ' 0', ' 0', ' 2']
        rig.world.rounds.findAll { it.contains('delete 1') }*.takeRight(2) == [' 0', ' 2']
    }

    def "a step that was done by hand is taken back in its place, by the author's way back"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.step('a/hand', [rig.sql('insert 2')], back: rig.back(rig.sql('delete 2')))
        rig.step('a/three', [rig.sql('insert 3')], back: rig.back(rig.sql('delete 3')))
        rig.operator.decides(Decision.of(Decision.Kind.YES), Decision.because(Decision.Kind.BY_HAND, 'psql'))
        rig.run()

        expect:
        rig.state('a/hand') == 'by-hand'
        rig.rollback().exit() == ExitCode.DONE
        back() == ['rollback delete 3;', 'rollback delete 2;', 'rollback delete 1;']
    }

    def "nothing is claimed of a step by hand that left nothing on record to take back"() {
        given:
        rig.step('a/hand', [rig.sql('insert 2')], back: rig.back())
        rig.operator.decides(Decision.because(Decision.Kind.BY_HAND, 'psql'))
        rig.run()

        when:
        Ending end = rig.rollback()

        then:
        end.why() == 'stays as it is: a/hand (it was done by hand, and there is nothing on record to take back)'
        rig.state('a/hand') == 'by-hand'
    }

    def "a rollback keeps both errors also when it is a command of its own"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.step('a/two', [rig.sql('insert 2')])
        rig.world.trouble['insert 2;'] = { throw World.failing('forward broke') }
        rig.run()
        rig.world.trouble['delete 1;'] = { throw World.failing('back broke') }

        when:
        Ending end = rig.rollback()

        then:
        end.exit() == ExitCode.ROLLBACK_FAILED
        end.problem().what() == 'going back failed: back broke'
        end.problem().why() == 'it went back because: a/two failed: forward broke'
        rig.state('a/one') == 'failed'
    }

    def "nothing goes forward from a step that is half taken back"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1'), rig.sql('delete 2')))
        rig.step('a/two', [rig.sql('insert 2')])
        rig.run(new Selection(null, 'a/two', null))
        rig.world.trouble['delete 2;'] = { throw World.failing() }
        rig.rollback()

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.UNDECIDED
        end.problem().what() == 'step a/one is half taken back'
        !rig.world.applied.contains('forward insert 2;')

        when:
        rig.world.trouble.clear()
        end = rig.rollback()

        then:
        end.exit() == ExitCode.DONE
        back() == ['rollback delete 1;', 'rollback delete 2;']
    }

    def "a part of the way back that was done by hand is judged before it counts"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.run()
        rig.world.trouble['delete 1;'] = { throw World.failing() }
        rig.operator.chooses(new Operator.Choice(Operator.Choice.Kind.BY_HAND, 'deleted with psql', 0))

        expect:
        rig.rollback().exit() == ExitCode.DONE
        rig.state('a/one') == 'rolled-back'
        rig.events(dev.handrail.journal.Event.StepFinished).last().why() == 'deleted with psql'
    }

    def "an end of the way back that nobody saw is on record as that"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(Rig.program('undo')))
        rig.run()
        rig.world.trouble['undo'] = { throw World.cut() }

        expect:
        rig.rollback().exit() == ExitCode.UNKNOWN
        rig.events(Event.StepFinished).last().with { [phase(), state()] } == ['rollback', 'unknown']
        rig.state('a/one') == 'unknown'
        Fold.of(rig.entries()).steps()*.state() == ['unknown']

        when:
        rig.operator.establishes(new Operator.Verdict(Operator.Verdict.Kind.DONE, 'seen by eye'))

        then:
        rig.rollback().finished()
        rig.state('a/one') == 'rolled-back'
    }

    def "a run that is closed as it is tells which step #way nobody saw the end of"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/two', [Rig.program('do')], back: rig.back(Rig.program('undo')))
        rig.world.trouble[dies] = { throw new CrashSpec.Crash() }

        when:
        try {
            rig.run()
            rig.rollback()
        } catch (CrashSpec.Crash ignored) {
        }

        then:
        Fold.of(rig.entries()).steps()*.state() == ['done', 'open']

        when:
        rig.abandon('the service is gone')

        then:
        rig.events(Event.StepFinished).last().with { [step(), phase(), state()] } == ['a/two', way, 'unknown']
        rig.events(Event.StepFinished).last().why() == 'the run was abandoned, and nobody saw how a process ended'
        Fold.of(rig.entries()).steps()*.state() == ['done', 'unknown']

        where:
        dies   | way
        'do'   | 'forward'
        'undo' | 'rollback'
    }

    def "an abandoned run does not say once more what is not known"() {
        given:
        rig.step('a/one', [Rig.program('do')])
        rig.world.trouble['do'] = { throw World.cut() }
        rig.run()

        when:
        rig.abandon('the service is gone')

        then:
        rig.events(Event.StepFinished)*.state() == ['unknown']
    }

    def "order, estimates and what stays are told before the first step back"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.step('a/mail', [rig.sql('insert 2')], back: new WayBack.Irreversible('mail is out'))
        rig.step('a/three', [rig.sql('insert 3')], back: rig.back(rig.sql('delete 3')))
        rig.world.trouble['insert 1;'] = { rig.clock.move(java.time.Duration.ofSeconds(90)) }
        rig.world.tookBack['a/three'] = java.time.Duration.ofSeconds(4)
        rig.run()

        when:
        rig.rollback()

        then:
        rig.world.overviews == [['1. a/three  undo; took 4s the last time', '2. a/mail  stays: mail is out',
            '3. a/one  undo; doing it took 1m30s']]
    }

    def "taking back a run that was finished names it as open again first"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.run()

        when:
        rig.rollback()

        then:
        rig.world.applied.findAll { it.contains('handrail.run') }*.split(' ')*.first() == ['forward', 'rollback']
    }

    def "what a recovery took back is taken back, and is not taken back a second time"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.step('a/mail', [rig.sql('insert 2')], back: new WayBack.Irreversible('mail is out'))
        rig.run()
        def restore = rig.step('restore/swap', [rig.sql('swap names')])
        rig.steps.remove(restore)
        rig.recoveries << new Recovery('restore', 'From the backup', [restore])

        when:
        Ending end = rig.rollback(null, 'restore')

        then:
        end.finished()
        end.why() == 'stays as it is: a/mail (mail is out)'
        back() == ['rollback swap names;']
        rig.state('a/one') == 'rolled-back'

        when:
        rig.rollback()

        then:
        back() == ['rollback swap names;']
    }

    def "a recovery whose step #clock leaves the site #left"() {
        given:
        rig.step('a/open', [rig.sql('close site')], clock: Step.Clock.OPENS, back: rig.back(rig.sql('open site')))
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.world.trouble['insert 1;'] = { throw World.failing() }
        rig.run()
        def reopen = rig.step('restore/reopen', [rig.sql('open again')], clock: clock)
        rig.steps.remove(reopen)
        rig.recoveries << new Recovery('restore', 'From the backup', [reopen])

        expect:
        !rig.rollback(null, 'restore').site().empty == maintenance

        where:
        clock             | maintenance
        Step.Clock.CLOSES | false
        Step.Clock.NONE   | true

        left = maintenance ? 'in maintenance' : 'in service'
    }
}
