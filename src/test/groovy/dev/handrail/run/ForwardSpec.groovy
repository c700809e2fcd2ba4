package dev.handrail.run

import dev.handrail.journal.Event
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Ask
import dev.handrail.runbook.Check
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Runbook
import dev.handrail.runbook.WayBack
import dev.handrail.text.Text
import dev.handrail.problem.Position
import dev.handrail.runbook.Step
import dev.handrail.validate.Unchanged
import spock.lang.Specification
import spock.lang.TempDir
import java.nio.file.Path
import java.time.Duration
import java.time.Instant

class ForwardSpec extends Specification {
    @TempDir
    Path folder

    Rig rig

    void setup() {
        rig = new Rig(folder)
    }

    private List<String> work() {
        rig.world.applied.findAll { !it.contains('handrail.run') }
    }

    def "each step is planned, asked, started on record, performed, and finished on record, in that order"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        end.finished()
        rig.entries()*.event()*.class*.simpleName == ['RunStarted', 'TargetSeen', 'StepPlanned', 'StepDecided', 'EffectStarted',
            'EffectFinished', 'EffectStarted', 'EffectFinished', 'StepFinished', 'TargetSeen', 'RunFinished']
        rig.operator.asked()[0].plan().effects()*.kind() == ['anchor', 'sql']
        rig.world.verified == 3
    }

    def "a skipped step is not performed and its reason is kept"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.operator.decides(Decision.because(Decision.Kind.SKIP, 'not today'))

        expect:
        rig.run().exit() == ExitCode.DONE
        work() == ['forward insert 2;']
        rig.events(Event.StepFinished)[0].with { [state(), why()] } == ['skipped', 'not today']
    }

    def "the commands that go on find their targets where options bound them"() {
        given:
        rig.bound = ' --database main=service=x'
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.operator.decides(Decision.of(Decision.Kind.YES), Decision.of(Decision.Kind.QUIT))

        expect:
        rig.run().next() == ['handrail resume r1 --database main=service=x', 'handrail rollback r1 --database main=service=x']
        rig.events(Event.RunPaused).last().next()[0] == 'handrail resume r1 --database main=service=x'
    }

    def "quitting pauses before the step, and resume goes on exactly there"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.operator.decides(Decision.of(Decision.Kind.YES), Decision.of(Decision.Kind.QUIT))

        when:
        Ending first = rig.run()

        then:
        first.exit() == ExitCode.STOPPED
        first.next()[0] == 'handrail resume r1'
        work() == ['forward insert 1;']

        when:
        Ending second = rig.run()

        then:
        second.exit() == ExitCode.DONE
        work() == ['forward insert 1;', 'forward insert 2;']
    }

    def "what is done of a step that fails is named, where it has names"() {
        given:
        rig.step('a/one', (1..count).collect { rig.sql("insert $it") })
        rig.world.facts = [title: '01.sql']
        rig.world.trouble["insert $count;" as String] = { throw World.failing() }

        expect:
        rig.run().exit() == ExitCode.FAILED
        rig.operator.failures()[0].standing() == standing

        where:
        count || standing
        2     || '2 effects of this step are done and stay: 01.sql, 01.sql'
        5     || '5 effects of this step are done and stay: 01.sql, 01.sql, 01.sql and 2 more'
    }

    def "a failed effect stops the run with what was done in place, and only what is unfinished is tried again"() {
        given:
        rig.step('a/one', [rig.sql('insert 1'), rig.sql('insert 2')])
        rig.world.trouble['insert 2;'] = { throw World.failing() }

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.FAILED
        end.problem().what() == 'it broke'
        rig.state('a/one') == 'failed'
        rig.operator.failures()[0].standing().contains('done and stay')

        when:
        rig.world.trouble.clear()
        end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        work() == ['forward insert 1;', 'forward insert 2;']
    }

    def "what the author left for a failure is told with it, headless too: hint, remedy and whom to call"() {
        given:
        rig.about = new Runbook.About(null, null, ['On-call: pagerduty:db'], [], null, null)
        rig.step('a/one', [rig.sql('insert 1')], words: new Step.Words([], ['look at the queue'], []),
            remedies: [new Step.Remedy('Make room', rig.action(Risk.CHANGES, [rig.sql('vacuum')], new WayBack.None()))])
        rig.world.trouble['insert 1;'] = { throw World.failing() }

        expect:
        rig.run().problem().remedy().readLines().drop(1) ==
            ['hint: look at the queue', 'fix, offered in a terminal: Make room', 'contact: On-call: pagerduty:db']
    }

    def "once a result is known, question and record show it where its placeholder stood, and the plan is still the same"() {
        given:
        rig.step('a/one', [rig.program('get')])
        rig.step('a/two', [new Ask(new Text([new Text.Literal('Is it '), new Text.Captured('a/one', 'token'), new Text.Literal('?')]), null, null)])
        rig.world.captured = [token: 'abc']
        rig.operator.decides(Decision.of(Decision.Kind.YES), Decision.because(Decision.Kind.ANSWER, 'done'))

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.operator.asked()[1].shown()[0] == 'Is it abc?'
        rig.events(Event.StepPlanned)[1].effects()[0].show[0] == 'Is it abc?'
        rig.operator.asked()[1].plan().effects()[0].show()[0] == 'Is it <token from a/one>?'
    }

    def "a step is retried by itself as often as it says"() {
        given:
        int tries = 0
        rig.step('a/one', [rig.sql('insert 1')], retry: new Step.Retry(2, Duration.ofSeconds(10)))
        rig.world.trouble['insert 1;'] = { if (++tries < 3) throw World.failing() }

        expect:
        rig.run().exit() == ExitCode.DONE
        tries == 3
        rig.clock.nanos == Duration.ofSeconds(20).toNanos()
        rig.operator.failures().empty
    }

    def "a failed check fails the step; trying again judges the checks and repeats no finished effect"() {
        given:
        boolean there = false
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('is there', told: 'it is ') { there }])
        rig.operator.chooses(Operator.Choice.of(Operator.Choice.Kind.RETRY))
        rig.onEntry = { if (it.event() instanceof Event.StepFinished) there = true }

        expect:
        rig.run().exit() == ExitCode.DONE
        work() == ['forward insert 1;']
        rig.events(Event.CheckJudged)*.verdict() == ['fail', 'pass']

        and: 'what was judged is told, not all that was read'
        rig.events(Event.CheckJudged)*.seen() == ['it is false', 'it is true']
    }

    def "a remedy is performed when it is chosen, then the step is tried again"() {
        given:
        boolean mended = false
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('is mended') { mended }],
            remedies: [new Step.Remedy('mend it', Rig.action(Risk.CHANGES, [rig.sql('mend')]))])
        rig.world.trouble['after mend;'] = { mended = true }
        rig.operator.chooses(new Operator.Choice(Operator.Choice.Kind.FIX, '', 0))

        expect:
        rig.run().exit() == ExitCode.DONE
        work() == ['forward insert 1;', 'remedy mend;']
    }

    def "a requirement that does not hold is shown with the question, and going on needs a reason"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], requires: [Rig.check('quiet') { false }])
        rig.operator.decides(Decision.because(Decision.Kind.OVERRIDE, 'I know why'))

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.operator.asked()[0].failedRequires() == ['quiet']
        rig.events(Event.StepDecided)[0].with { [decision(), reason()] } == ['override', 'I know why']
    }

    def "a condition that does not hold skips the step without a question"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], when: Rig.check('is a primary') { false })

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.operator.asked().empty
        rig.state('a/one') == 'skipped'
    }

    def "a step is not left out because its condition could not be asked: the run pauses, and resume asks again"() {
        given:
        boolean cut = true
        rig.step('a/one', [rig.sql('insert 1')], when: Rig.check('is a primary') {
            if (cut) throw new Problem(ExitCode.UNREACHABLE, 'main does not answer', 'main', 'cut', 'look at the server')
            true
        })

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.UNREACHABLE
        end.problem().why() == 'main does not answer: cut'
        rig.state('a/one') != 'skipped'

        when:
        cut = false

        then:
        rig.run().exit() == ExitCode.DONE
        work() == ['forward insert 1;']
    }

    def "where nothing is to be done, what is compared with just before is the same"() {
        given:
        def before = new Check('rows', Rig.check('rows', { 3L }).question(), [new Unchanged(false)], [], 1.0, null, false, Position.NOWHERE)
        rig.step('a/one', [], checks: [before])

        expect:
        rig.run().finished()
        rig.state('a/one') == 'done'
    }

    def "a plan with nothing to do asks nothing and says so"() {
        given:
        rig.step('a/one', [])

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.operator.asked().empty
        rig.events(Event.StepPlanned)[0].nothing() == 'all is there'
    }

    def "a wrong answer to a person's task fails the step, the right one goes on"() {
        given:
        rig.step('a/ask', [Rig.question('Any complaint?', 'no')], word: 'manual')
        rig.operator.decides(new Decision(Decision.Kind.ANSWER, 'yes', '', ''))
        rig.operator.chooses(Operator.Choice.of(Operator.Choice.Kind.RETRY))

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.events(Event.EffectFinished)*.state() == ['failed', 'done']
    }

    def "yes to all covers the section, but never what destroys, nor the next section"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.step([:], 'a/three', [rig.sql('drop')], Risk.DESTROYS)
        rig.step('b/four', [rig.sql('insert 4')])
        rig.operator.decides(Decision.of(Decision.Kind.ALL))

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.operator.asked()*.step()*.id() == ['a/one', 'a/three', 'b/four']
    }

    def "yes to all ends when a check warns"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('busy', warns: true) { true }])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.operator.decides(Decision.of(Decision.Kind.ALL))

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.operator.asked()*.step()*.id() == ['a/one', 'a/two']
    }

    def "an old question is asked again when there is more to do by now"() {
        given:
        List effects = [rig.sql('insert 1')]
        rig.step('a/one', effects)
        rig.operator.decides {
            rig.clock.move(Duration.ofSeconds(31))
            if (effects.size() < 2) effects << rig.sql('insert 2')
            Decision.of(Decision.Kind.YES)
        }

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.operator.asked()*.plan()*.effects()*.size() == [2, 3]
        work().size() == 2
    }

    def "a requirement that held when the question was shown must still hold when it is answered late"() {
        given:
        boolean fresh = true
        rig.step('a/one', [rig.sql('insert 1')], requires: [Rig.check('backup is fresh') { fresh }])
        rig.operator.decides { Asked asked ->
            rig.clock.move(Duration.ofHours(3))
            fresh = false
            Decision.of(asked.failedRequires() ? Decision.Kind.QUIT : Decision.Kind.YES)
        }

        expect:
        rig.run().exit() == ExitCode.STOPPED
        rig.operator.asked()*.failedRequires() == [[], ['backup is fresh']]
        work().empty
    }

    def "what an effect captured is on record before its end is, so that no crash leaves a finished effect without it"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.world.captured = [token: 't-1']

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.entries()*.event().findAll { it instanceof Event.ResultCaptured || it instanceof Event.EffectFinished }*.class.last() == Event.EffectFinished
        rig.events(Event.ResultCaptured)*.name().unique() == ['token']
    }

    def "a wait before the next try ends at once when the run is to pause"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], retry: new Step.Retry(1, Duration.ofMinutes(10)))
        rig.world.trouble['insert 1;'] = { throw World.failing() }
        Instant began = rig.clock.instant()
        rig.clock.onMove = { rig.interrupts.pause() }

        expect:
        rig.run().exit() == ExitCode.INTERRUPTED
        Duration.between(began, rig.clock.instant()) < Duration.ofSeconds(1)
    }

    def "a wall clock that is set back while a question is open does not make its facts fresh"() {
        given:
        List effects = [rig.sql('insert 1')]
        rig.step('a/one', effects)
        rig.operator.decides {
            rig.clock.move(Duration.ofMinutes(5))
            rig.clock.now -= Duration.ofHours(1)
            if (effects.size() < 2) effects << rig.sql('insert 2')
            Decision.of(Decision.Kind.YES)
        }

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.operator.asked().size() == 2
    }

    def "an unknown outcome that nothing proves is asked, and what is said goes on record"() {
        given:
        rig.step('a/one', [Rig.program('deploy')])
        rig.world.trouble['after deploy'] = { throw World.cut() }
        rig.operator.establishes(new Operator.Verdict(Operator.Verdict.Kind.DONE, 'I saw it'))

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.events(Event.EffectReconciled)[0].with { [verdict(), evidence(), by()] } == ['applied', 'I saw it', 'script']
    }

    def "an unknown outcome that nobody settles ends with exit 6, and the next resume asks again"() {
        given:
        rig.step('a/one', [Rig.program('deploy')])
        rig.world.trouble['after deploy'] = { throw World.cut() }

        expect:
        rig.run().exit() == ExitCode.UNKNOWN
        rig.run().exit() == ExitCode.UNKNOWN
        work() == ['forward deploy']

        when:
        rig.world.trouble.clear()
        rig.operator.establishes(new Operator.Verdict(Operator.Verdict.Kind.NOT_DONE, 'not there'))

        then:
        rig.run().exit() == ExitCode.DONE
        work() == ['forward deploy', 'forward deploy']
    }

    def "--until stops before a step with exit 0, --from leaves out what lies before"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('b/two', [rig.sql('insert 2')])

        when:
        Ending end = rig.run(new Selection(null, 'b', null))

        then:
        end.exit() == ExitCode.DONE
        !end.finished()
        work() == ['forward insert 1;']
    }

    def "--from records the steps before it as left out"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('b/two', [rig.sql('insert 2')])

        expect:
        rig.run(new Selection('b/two', null, null)).finished()
        work() == ['forward insert 2;']
        rig.state('a/one') == 'skipped'
    }

    def "an interrupt ends the effect at work and asks; a second one pauses the run"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.world.trouble['insert 1;'] = { execution ->
            times.times { rig.interrupts.interrupt() }
            execution.onCancel {}
        }

        expect:
        rig.run().exit() == ExitCode.INTERRUPTED
        rig.state('a/one') == 'stopped'
        rig.operator.failures().size() == asked
        work().empty

        where:
        times || asked
        1     || 1
        2     || 0
    }

    def "a step that takes longer than its timeout is ended and has failed"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], timeout: Duration.ofMillis(200))
        rig.world.trouble['insert 1;'] = { execution ->
            def ended = new java.util.concurrent.CountDownLatch(1)
            execution.onCancel { ended.countDown() }
            assert ended.await(60, java.util.concurrent.TimeUnit.SECONDS)
            throw dev.handrail.runbook.EffectFailure.cancelled('ended')
        }

        expect:
        rig.run().exit() == ExitCode.FAILED
        rig.operator.failures()[0].problem().what().contains('timeout of 200ms')
    }

    def "the deadline stops the run before the next step"() {
        given:
        rig.answers = new Answers(null, [:], [:], [:], [:], [:], [:], [:], [:], [:], null, Risk.READS, Duration.ofMinutes(5), null)
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.world.trouble['insert 1;'] = { rig.clock.move(Duration.ofMinutes(6)) }

        expect:
        rig.run().exit() == ExitCode.STOPPED
        work() == ['forward insert 1;']
    }

    def "a paused run says when the site is still in maintenance"() {
        given:
        rig.step('a/open', [rig.sql('close site')], clock: Step.Clock.OPENS)
        rig.step('a/two', [rig.sql('insert 2')])
        rig.world.trouble['insert 2;'] = { throw World.failing() }

        expect:
        rig.run().site().contains('MAINTENANCE')
    }

    def "a lasting check is judged again at the end"() {
        given:
        boolean holds = true
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('holds', lasting: true) { holds }])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.world.trouble['insert 2;'] = { holds = false }

        expect:
        rig.run().exit() == ExitCode.FAILED
        rig.events(Event.CheckJudged)*.role() == ['check', 'lasting']
    }

    def "a patient check waits for its answer"() {
        given:
        int asked = 0
        rig.step('a/one', null, checks: [Rig.check('ready',
            patience: new Check.Patience(Duration.ofMinutes(2), Duration.ofSeconds(5))) { ++asked > 3 }])

        expect:
        rig.run().exit() == ExitCode.DONE
        asked == 4
    }

    def "a condition whose question was ended by Ctrl-C leaves no step out"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], when: Rig.check('is a primary') { rig.interrupts.interrupt(); false })

        when:
        Ending ending = rig.run()

        then:
        ending.exit() == ExitCode.INTERRUPTED
        !ending.finished()
        rig.state('a/one') == ''
    }

    def "Ctrl-C before a question is answered with it; one that comes after the answer ends the effect before it begins"() {
        given:
        Check seen = Rig.check('is quiet') { before && rig.interrupts.interrupt(); true }
        rig.step('a/one', [rig.sql('insert 1')], requires: [seen])
        rig.onEntry = { if (!before && it.event() instanceof Event.StepDecided) { rig.interrupts.interrupt() } }

        when:
        rig.run()

        then:
        rig.state('a/one') == state
        work().size() == done

        where:
        before | state     | done
        true   | 'done'    | 1
        false  | 'stopped' | 0
    }
}
