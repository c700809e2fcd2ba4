package dev.handrail.run

import dev.handrail.journal.Event
import dev.handrail.problem.ExitCode
import dev.handrail.runbook.Estimate
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Runbook
import dev.handrail.runbook.Step
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

/** The maintenance window before each step: whether the step, and going back from behind it, still fit. */
class WindowFitSpec extends Specification {
    @TempDir
    Path folder

    Rig rig

    void setup() {
        rig = new Rig(folder)
        rig.about = window('30m', null)
        rig.step('m/open', [rig.sql('open')], clock: Step.Clock.OPENS, back: rig.back(rig.sql('reopen')))
        rig.step('m/work', [rig.sql('work')], back: rig.back(rig.sql('unwork')))
        rig.step('m/more', [rig.sql('more')])
        rig.step('m/close', [rig.sql('close')], clock: Step.Clock.CLOSES)
        rig.step('m/after', [rig.sql('after')])
    }

    private static Runbook.About window(String length, String between) {
        new Runbook.About(null, null, [], [], dev.handrail.text.Durations.parse(length).get(), between)
    }

    private void passes(String effect, int minutes) {
        rig.world.trouble["$effect;".toString()] = { rig.clock.move(Duration.ofMinutes(minutes)) }
    }

    def "nobody is asked while everything fits"() {
        given:
        passes('work', 10)

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.operator.late().empty
    }

    def "a step after which going back would not fit stops the run, and the site is told to be in maintenance"() {
        given:
        passes('work', 20)

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.STOPPED
        end.why() == 'stopped before m/more: the maintenance window has 10m left; going back from behind it about 20m'
        end.site() == 'The site is still in MAINTENANCE, for 20m of 30m. The step m/close puts it back into service; so does taking everything back.'
        rig.state('m/more') == ''
    }

    def "going on all the same is kept, and asked once more when the window is over"() {
        given:
        passes('work', 20)
        passes('more', 15)
        rig.steps.add(3, rig.step('m/late', [rig.sql('late')]))
        rig.steps.remove(rig.steps.size() - 1)
        rig.operator.late(OutOfTime.Then.CONTINUE)

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.operator.late()*.why()*.split(';')*.first() == ['the maintenance window has 10m left', 'the maintenance window is over since 5m']
        rig.events(Event.StepDecided).findAll { it.decision() == 'window' }*.step() == ['m/more', 'm/late']
    }

    def "rolling back is exit 9, and the site is in service"() {
        given:
        passes('work', 20)
        rig.operator.late(OutOfTime.Then.ROLLBACK)

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.TAKEN_BACK
        end.site() == ''
        rig.world.applied.containsAll(['rollback unwork;', 'rollback reopen;'])
    }

    def "the step that closes the window is never too late"() {
        given:
        passes('more', 45)

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.operator.late().empty
    }

    def "a step that began to open the window and failed may have taken the site out of service"() {
        given:
        rig.world.trouble['after open;'] = { throw World.failing() }
        rig.steps[0] = rig.step('m/open', [rig.sql('first'), rig.sql('open')], clock: Step.Clock.OPENS)
        rig.steps.remove(rig.steps.size() - 1)

        expect:
        rig.run().site().contains('may be in MAINTENANCE: m/open was begun')
    }

    def "a window that is not to be opened at #at needs a decision: #told"() {
        given:
        rig.about = window('30m', between)
        rig.clock.now = Instant.parse("2026-11-21T${at}:00Z")

        when:
        Ending end = rig.run()

        then:
        end.exit() == exit
        end.why().contains(told)

        where:
        at      | between                     | exit             | told
        '02:00' | '01:00-05:00 UTC'           | ExitCode.DONE    | ''
        '14:05' | '01:00-05:00 UTC'           | ExitCode.STOPPED | 'it is 14:05 there, and the maintenance window may be 01:00-05:00 UTC'
        '04:50' | '01:00-05:00 UTC'           | ExitCode.STOPPED | 'ends in 10m; it takes 30m'
        '00:30' | '01:00-05:00 Europe/Berlin' | ExitCode.DONE    | ''
        '23:30' | '22:00-02:00 UTC'           | ExitCode.DONE    | ''
        '01:00' | '22:00-02:00 UTC'           | ExitCode.DONE    | ''
        '12:00' | '22:00-02:00 UTC'           | ExitCode.STOPPED | 'it is 12:00 there'
    }

    def "a window ends with the hours in which it was opened, and stays over behind them"() {
        given:
        rig.about = window('30m', '01:00-05:00 UTC')
        rig.clock.now = Instant.parse('2026-11-21T04:50:00Z')
        rig.operator.late(OutOfTime.Then.CONTINUE)
        passes('work', 12)

        when:
        rig.run()

        then:
        rig.operator.late()*.why().last().startsWith('the maintenance window is over since 2m')
        rig.events(Event.StepFinished)*.until().findAll() == ['2026-11-21T05:00:00Z']
    }

    def "without a terminal the run stops unless --on-window says otherwise, and a rollback's answers are needed ahead"() {
        given:
        Answers given = new Answers(null, [:], [:], [:], [:], [:], [:], [:], [:], [:], null, Risk.READS, null, onWindow)

        expect:
        new Unattended('ci', given, false).outOfTime(new OutOfTime(rig.steps[1], 'late')) == then
        new Needs('test', rig.world, given, false).forward(rig.steps)*.step().count('m/work') == 1

        where:
        onWindow                 | then
        null                     | OutOfTime.Then.STOP
        OutOfTime.Then.ROLLBACK  | OutOfTime.Then.ROLLBACK
        OutOfTime.Then.CONTINUE  | OutOfTime.Then.CONTINUE
    }

    def "an estimate counts as well"() {
        given:
        Estimate about = new Estimate(Duration.ofMinutes(40), 0, 'rows', 0, 'rehearsal')
        def plain = rig.steps[1].action()
        def slow = [word: { 'sql' }, ceiling: { Risk.CHANGES }, touches: { plain.touches() }, wayBack: { plain.wayBack() },
                    onFailure: { plain.onFailure() }, plan: { t -> plain.plan(t).with(about) }] as dev.handrail.runbook.Action
        Step step = rig.steps[1]
        rig.steps[1] = new Step(step.id(), step.title(), slow, [], [], null, step.wayBack(), [], null, [], step.retry(), null,
            Step.Clock.NONE, step.words(), step.position())

        expect:
        rig.run().why().contains('has 30m left; the step takes about 40m, and going back from behind it about 40m')
    }
}
