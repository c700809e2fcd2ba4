package dev.handrail.journal

import java.time.Instant
import spock.lang.Specification

/** State is what the records add up to, whatever order and repetition a killed run left them in. */
class RunStateSpec extends Specification {
    RunState state = new RunState()
    private long seq

    private StepState after(Event... events) {
        events.each { state.apply(new Entry(++seq, Instant.parse('2026-11-21T02:00:00Z').plusSeconds(seq), 'r1', it, '')) }
        state.step('a/b')
    }

    private static Event started(String effect = 'e1', Map facts = [xid: '7']) {
        new Event.EffectStarted('a/b', 'forward', 1, effect, 'sql', 'database', 'main', 'transactional', facts)
    }

    private static Event ended(String how, String effect = 'e1', Map facts = null) {
        new Event.EffectFinished('a/b', 'forward', 1, effect, 'sql', how, null, facts, null, 12)
    }

    private static Event reconciled(String verdict, String effect = 'e1') {
        new Event.EffectReconciled('a/b', 'forward', effect, verdict, 'seen', null)
    }

    private static Event finished(String how, String clock = null, String phase = 'forward') {
        new Event.StepFinished('a/b', phase, 1, how, null, null, clock, 9)
    }

    def "an effect that #events leaves #unknown unknown and #done done"() {
        when:
        StepState step = after(*made)

        then:
        step.unknown()*.effect() == unknown
        step.finished('forward').keySet() as List == done
        state.unknown()*.id() == (unknown ? ['a/b'] : [])
        step.hasWork() == (unknown || done)

        where:
        events                                 | made                                               | unknown | done
        'was started'                          | [started()]                                        | ['e1']  | []
        'ended well'                           | [started(), ended('done')]                         | []      | ['e1']
        'failed'                               | [started(), ended('failed')]                       | []      | []
        'was cancelled'                        | [started(), ended('cancelled')]                    | []      | []
        'ended nobody knows how'               | [started(), ended('unknown')]                      | ['e1']  | []
        'ended and was never begun'            | [ended('done')]                                    | []      | []
        'was found applied'                    | [started(), reconciled('applied')]                 | []      | ['e1']
        'was found not applied'                | [started(), reconciled('not-applied')]             | []      | []
        'is planned again'                     | [started(), ended('unknown'), reconciled('plan-again')] | [] | []
        'was established and never begun'      | [reconciled('applied')]                            | []      | []
        'ended, with another still at work'    | [started(), ended('done'), started('e2')]          | ['e2']  | ['e1']
        'ended, and the step was taken back'   | [started(), ended('done'), finished('rolled-back')]| []      | []
    }

    def "where it made backups is known, also once their step was taken back"() {
        when:
        after(new Event.EffectStarted('a/b', 'forward', 1, 'd', 'dump', 'database', 'main', 'idempotent', [place: '/b/uploads/x']), ended('done', 'd'),
              new Event.EffectStarted('a/b', 'forward', 1, 'u', 'upload', 'database', 'main', 'idempotent', [place: '/b/uploads/x']), ended('done', 'u', [place: 's3://v/x']),
              new Event.EffectStarted('a/b', 'forward', 1, 'r', 'restore', 'database', 'main', 'idempotent', [place: '/b/y']), ended('done', 'r'),
              finished('rolled-back', null, 'rollback'))

        then:
        state.backups() == ['/b/uploads/x', 's3://v/x'] as Set
    }

    def "an effect of which a part took hold is neither done nor unknown, and is not forgotten before the step is taken back"() {
        when:
        StepState step = after(started(), ended('unknown'), reconciled('partly'), started('e2'), ended('done', 'e2'))

        then:
        step.unknown().empty
        step.finished('forward').keySet() as List == ['e2']
        step.partly('forward')*.facts() == [[xid: '7']]
        step.hasWork()
        !after(finished('rolled-back')).hasWork()
        after(reconciled('partly')).partly('forward').empty
        after(started(), reconciled('partly')).hasWork()
    }

    def "what its end says of an effect is added to what its start said"() {
        expect:
        after(started(), ended('done', 'e1', [title: 't'])).finished('forward').e1.facts() == [xid: '7', title: 't']
    }

    def "a step that is #how is settled: #settled, and has work: #work"() {
        expect:
        with(after(finished(how))) {
            it.settled() == settled
            it.hasWork() == work
        }

        where:
        how       | settled | work
        'done'    | true    | false
        'skipped' | true    | false
        'by-hand' | true    | true
        'failed'  | false   | false
        'stopped' | false   | false
    }

    def "a remedy's end is not its step's"() {
        expect:
        after(finished('failed'), finished('done', null, 'remedy')).state() == 'failed'
    }

    def "the window is open from its first opening to its closing"() {
        when:
        after(finished('done', 'opens'), finished('done', 'opens'))

        then:
        state.windowOpenedAt().get() == Instant.parse('2026-11-21T02:00:01Z')

        when:
        after(finished('done', 'closes'))

        then:
        state.windowOpenedAt().empty
    }

    def "a window has the end that its first opening gave it"() {
        when:
        after(new Event.StepFinished('a/b', 'forward', 1, 'done', null, null, 'opens', 5, '2026-11-21T02:30:00Z'),
            new Event.StepFinished('a/b', 'forward', 2, 'done', null, null, 'opens', 5, '2026-11-21T03:30:00Z'))

        then:
        state.windowUntil().get() == Instant.parse('2026-11-21T02:30:00Z')

        when:
        after(finished('done', 'closes'))

        then:
        state.windowUntil().empty
    }

    def "a value is the one that was captured last, else one that an effect told"() {
        expect:
        state.result('a/b', 'place').empty
        after(started(), ended('done', 'e1', [place: '/x'])) && state.result('a/b', 'place').get() == '/x'
        after(new Event.ResultCaptured('a/b', 'place', '/y')).results() == ['place']
        state.result('a/b', 'place').get() == '/y'
    }

    def "a run stands as its last word says"() {
        expect:
        !state.started
        state.standing() == RunState.Standing.OPEN

        when:
        after(new Event.RunPaused(3, 'enough', ['handrail resume r1'], false))

        then:
        [state.standing(), state.ending(), state.exit(), state.next()] == [RunState.Standing.PAUSED, 'paused: enough', 3, ['handrail resume r1']]

        when:
        after(new Event.RunResumed('ana', 'box', '1', 'resume', [], null, null))

        then:
        state.standing() == RunState.Standing.OPEN

        when:
        after(new Event.RunFinished('done', 0, '', [], false))

        then:
        state.standing() == RunState.Standing.FINISHED
    }

    def "a step that #how on its way #phase failed forward: #failed"() {
        expect:
        after(finished(how, null, phase)).failedForward() == failed

        where:
        how       | phase      || failed
        'failed'  | 'forward'  || true
        'stopped' | 'forward'  || true
        'unknown' | 'forward'  || true
        'done'    | 'forward'  || false
        'failed'  | 'rollback' || false
    }

    def "what a resume's record says of the runbook counts from there, and what it leaves out counts as before"() {
        given:
        Basis before = new Basis('f', 'd', [f: 'd'], [a: '1'], [:])

        expect:
        before.then(new Event.RunResumed('ana', 'box', '1', 'resume', [], null, null)) == before
        before.then(new Event.RunResumed('ana', 'box', '1', 'resume', [], null, before.fields())) == before
        before.then(new Event.RunResumed('ana', 'box', '1', 'resume', [], null, [file: 'g', digest: 'e'])) ==
            new Basis('g', 'e', [:], [:], [:])
    }
}
