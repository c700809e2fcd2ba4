package dev.handrail.run

import dev.handrail.journal.Event
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Step
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path
import java.time.Duration

/** What the one loop does where its target is no longer its own, or another session was in the way. */
class LostLockSpec extends Specification {
    @TempDir
    Path folder
    Rig rig

    def setup() {
        rig = new Rig(folder)
    }

    def "a lock that is lost while an effect works stops the run before the next effect of the same step"() {
        given:
        rig.step('a/one', [rig.sql('insert 1'), rig.sql('insert 2')], retry: new Step.Retry(5, Duration.ofSeconds(1)))
        rig.world.trouble['insert 1;'] = { rig.world.lost = true }

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.HELD
        rig.world.applied.findAll { it.contains('insert') } == ['forward insert 1;']
        rig.operator.asked().size() == 1
        rig.events(Event.RunPaused)*.exit() == [ExitCode.HELD.status()]
        rig.state('a/one') == ''

        when: 'it is ours again, and the run goes on behind what is done'
        rig.world.lost = false
        end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        rig.world.applied.findAll { it.contains('insert') } == ['forward insert 1;', 'forward insert 2;']
    }

    def "a rollback stops before the next effect as well"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1'), rig.sql('delete 2')))
        rig.run()
        rig.world.trouble['delete 1;'] = { rig.world.lost = true }

        when:
        Ending end = rig.rollback()

        then:
        end.exit() == ExitCode.HELD
        rig.world.applied.findAll { it.contains('delete') } == ['rollback delete 1;']
    }

    def "a transaction that lost against another one is tried again, each try on record"() {
        given:
        int left = 2
        rig.step('a/one', [rig.sql('insert 1')])
        rig.world.trouble['insert 1;'] = { if (left-- > 0) { throw conflict() } }

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        rig.world.applied.count('forward insert 1;') == 1
        List<Event.EffectFinished> ends = rig.events(Event.EffectFinished).findAll { it.kind() == 'sql' }
        ends*.state() == ['failed', 'failed', 'done']
        ends[0].why().contains('deadlock')
        rig.events(Event.EffectStarted).count { it.kind() == 'sql' } == 3
        rig.events(Event.StepFinished)*.state() == ['done']
        rig.events(Event.StepDecided).size() == 1
    }

    def "three tries are enough: then the step has failed"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.world.trouble['insert 1;'] = { throw conflict() }

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.FAILED
        rig.events(Event.EffectFinished).findAll { it.kind() == 'sql' }*.state() == ['failed'] * 3
        rig.state('a/one') == 'failed'
    }

    def "a stop is heard between two tries"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.world.trouble['insert 1;'] = { rig.interrupts.cancelNow('the operator asked for it'); throw conflict() }

        when:
        rig.run()

        then:
        rig.events(Event.EffectFinished).count { it.kind() == 'sql' } == 1
        rig.state('a/one') == 'stopped'
    }

    private static EffectFailure conflict() {
        new EffectFailure(EffectFailure.Kind.CONFLICT, new Problem(ExitCode.FAILED, 'deadlock', 'there', '', 'again'))
    }
}
