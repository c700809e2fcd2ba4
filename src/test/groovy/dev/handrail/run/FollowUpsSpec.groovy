package dev.handrail.run

import dev.handrail.journal.Due
import dev.handrail.journal.Event
import dev.handrail.journal.RunState
import dev.handrail.journal.Runs
import dev.handrail.report.Fold
import dev.handrail.report.Markdown
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

/** Sections that are due later: the run is done without them, and they are not forgotten. */
class FollowUpsSpec extends Specification {
    @TempDir
    Path folder

    Rig rig
    Instant two = Instant.parse('2026-11-21T02:00:00Z')

    void setup() {
        rig = new Rig(folder)
        rig.step('main/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        rig.step('day-one/two', [rig.sql('insert 2')], back: rig.back(rig.sql('delete 2')))
        rig.step('week/three', [rig.sql('insert 3')])
        rig.step('close/four', [rig.sql('insert 4')])
        rig.later.putAll('day-one': Duration.ofHours(24), week: Duration.ofDays(7))
        rig.operator.decides((1..20).collect { Decision.of(Decision.Kind.YES) } as Decision[])
    }

    private RunState state() {
        new Runs(folder).find('r1').state()
    }

    private static Due due(String section, Instant at) {
        new Due(section, section, at)
    }

    def "a run is done without what is due later, and says what that is and when"() {
        when:
        Ending end = rig.run()

        then:
        end.exit().status() == 0 && end.finished() && end.state() == 'done'
        end.why() == 'due later: day-one, week, close'
        end.next()[0] == 'handrail resume r1'
        rig.world.applied == ['forward note this run in handrail.run', 'forward insert 1;']
        state().due() == [due('day-one', two + Duration.ofHours(24)), due('week', two + Duration.ofDays(7)), due('close', two + Duration.ofDays(7))]
        state().standing() == RunState.Standing.FINISHED
        !new Runs(folder).find('r1').over()
    }

    def "what is due is done when it is, and all dates count from when the run was done"() {
        given:
        rig.run()

        when: 'two hours late'
        rig.clock.move(Duration.ofHours(26))
        Ending end = rig.run()

        then:
        end.state() == 'done'
        rig.state('day-one/two') == 'done'
        rig.state('week/three') == ''
        state().due() == [due('week', two + Duration.ofDays(7)), due('close', two + Duration.ofDays(7))]

        when:
        rig.clock.move(Duration.ofDays(7))
        end = rig.run()

        then: 'the section without a time of its own went with the one before it'
        end.why() == ''
        rig.state('week/three') == 'done' && rig.state('close/four') == 'done'
        state().due() == []
        new Runs(folder).find('r1').over()
    }

    def "before it is due nothing of it begins, unless that is asked for"() {
        given:
        rig.run()

        when:
        rig.run()

        then:
        rig.state('day-one/two') == ''

        when:
        rig.early = true
        rig.run()

        then:
        ['day-one/two', 'week/three', 'close/four'].every { rig.state(it) == 'done' }
        rig.world.applied.findAll { it.contains('insert') } == (1..4).collect { "forward insert $it;".toString() }
    }

    def "who names a section means it now"() {
        when:
        Ending end = rig.run(new Selection(null, null, 'day-one'))

        then:
        end.state() == 'done'
        rig.state('day-one/two') == 'done'
        rig.state('main/one') == ''
    }

    def "a follow-up that fails pauses the run, and going on finishes it"() {
        given:
        rig.run()
        rig.clock.move(Duration.ofDays(8))
        int tries = 0
        rig.world.trouble['insert 2;'] = { if (tries++ == 0) throw World.failing() }

        when:
        Ending end = rig.run()

        then:
        end.exit().status() == 1
        state().standing() == RunState.Standing.PAUSED

        when:
        end = rig.run()

        then:
        end.state() == 'done' && end.why() == ''
    }

    def "the targets are noted as open anew where a follow-up changes something"() {
        given:
        rig.run()
        rig.clock.move(Duration.ofDays(8))
        rig.run()

        expect:
        rig.world.applied.count { it.contains('note this run') } == 2
    }

    def "a run that is taken back leaves nothing for later"() {
        given:
        rig.run()

        when:
        Ending end = rig.rollback()

        then:
        end.state() == 'taken-back'
        state().due() == []
        new Runs(folder).find('r1').over()
    }

    def "giving up what is due later leaves the run done"() {
        given:
        rig.run()

        when:
        Ending end = rig.abandon('the service is gone')

        then:
        end.state() == 'done' && end.why() == 'what was due later is given up: the service is gone'
        state().due() == []
    }

    def "backups are noted as over only when nothing is due any more"() {
        given:
        rig.world.trouble['insert 1;'] = {}
        rig.run()
        RunHistory history = new RunHistory({ Optional.empty() }, new Runs(folder))

        expect:
        history.over('r1') == Optional.of(false)

        when:
        rig.early = true
        rig.run()

        then:
        history.over('r1') == Optional.of(true)
    }

    def "the report names what is due, until it is done"() {
        given:
        rig.run()

        expect:
        Markdown.of(Fold.of(rig.entries())).contains('| Due later | day-one, from 2026-11-22 02:00:00 UTC: `handrail resume r1` |')
        (rig.events(Event.RunFinished)[0] as Event.RunFinished).due()[0] == [section: 'day-one', title: 'day-one', at: '2026-11-22T02:00:00Z']
    }

    def "checks that must last are judged before each end, of what was done"() {
        given:
        boolean holds = true
        rig.steps.clear()
        rig.step('main/one', [rig.sql('insert 1')], checks: [Rig.check(lasting: true, 'stays') { holds }])
        rig.step('day-one/two', [rig.sql('insert 2')], checks: [Rig.check(lasting: true, 'later') { throw new IllegalStateException('asked too early') }])
        Ending end = rig.run()

        expect:
        end.state() == 'done'

        when:
        holds = false
        rig.clock.move(Duration.ofDays(2))
        end = rig.run()

        then:
        end.exit().status() in [4, 1]
        rig.state('day-one/two') == ''
    }
}
