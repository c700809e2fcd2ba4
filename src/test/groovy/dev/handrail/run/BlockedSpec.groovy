package dev.handrail.run

import dev.handrail.journal.Event
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Blocker
import dev.handrail.runbook.EffectFailure
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path
import java.time.Duration

/** What the one loop does where no lock is given: it tries again with growing pauses, and asks before it ends anybody. */
class BlockedSpec extends Specification {
    static final Blocker REPORT = new Blocker(8123, '2026-11-21 01:46:05+00', 'pid 8123 (reporting)', '')
    static final Blocker ADMIN = new Blocker(9, '2026-11-21 01:00:00+00', 'pid 9 (psql)', "it is another superuser's")
    @TempDir
    Path folder
    Rig rig

    def setup() {
        rig = new Rig(folder)
        rig.step('a/one', [rig.sql('alter 1')])
    }

    def "it is tried again, each try on record, and the pauses grow"() {
        given:
        int left = 4
        List<Long> at = []
        rig.world.trouble['alter 1;'] = { at << rig.clock.nanos; if (left-- > 0) { throw blocked() } }

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        (1..<at.size()).collect { Duration.ofNanos(at[it] - at[it - 1]).toSeconds() } == [2, 4, 8, 15]
        rig.events(Event.EffectFinished).findAll { it.kind() == 'sql' }*.state() == ['failed'] * 4 + ['done']
        rig.events(Event.StepDecided).size() == 1
    }

    def "after the last try the failure says how many there were, and who is in the way"() {
        given:
        rig.world.trouble['alter 1;'] = { throw blocked() }

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.FAILED
        rig.events(Event.EffectFinished).findAll { it.kind() == 'sql' }.size() == 9
        rig.operator.failures()[0].problem().why().contains('tried 9 times in 1m29s')
        rig.operator.failures()[0].blockers() == [REPORT, ADMIN]
    }

    def "a stop is heard while it pauses"() {
        given:
        rig.world.trouble['alter 1;'] = { rig.clock.onMove = { rig.interrupts.cancelNow('the operator asked for it') }; throw blocked() }

        when:
        rig.run()

        then:
        rig.events(Event.EffectFinished).count { it.kind() == 'sql' } == 1
        rig.state('a/one') == 'stopped'
    }

    def "a person agrees to the end of the sessions that were shown, and of no others, for one more attempt"() {
        given:
        List<Set<String>> consents = []
        rig.world.trouble['alter 1;'] = { execution -> consents << execution.consents(); if (consents.size() < 19) { throw blocked() } }
        rig.operator.chooses(Operator.Choice.of(Operator.Choice.Kind.END_BLOCKERS), Operator.Choice.of(Operator.Choice.Kind.RETRY))

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        consents[0..8].unique() == [[] as Set]
        consents[9..17].unique() == [['end-blockers 8123 2026-11-21 01:46:05+00'] as Set]
        consents[18] == [] as Set
        rig.events(Event.StepDecided).findAll { it.decision() == 'consent' }*.reason() == ['end-blockers: pid 8123 (reporting)']
    }

    def "an option agrees ahead, and that is on record"() {
        given:
        List<Set<String>> consents = []
        rig.world.trouble['alter 1;'] = { execution -> consents << execution.consents() }
        rig.operator.agreesAhead('end-blockers')

        when:
        rig.run()

        then:
        consents == [['end-blockers'] as Set]
        rig.events(Event.StepDecided)*.decision() == ['yes', 'consent']
    }

    private static EffectFailure blocked() {
        new EffectFailure(EffectFailure.Kind.BLOCKED, new Problem(ExitCode.FAILED, 'no lock within 2s', 'there', '55P03', 'again'), [REPORT, ADMIN])
    }
}
