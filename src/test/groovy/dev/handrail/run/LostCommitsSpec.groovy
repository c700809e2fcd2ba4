package dev.handrail.run

import dev.handrail.journal.Entry
import dev.handrail.journal.Event
import dev.handrail.journal.RunState
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.Position
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Runbook
import dev.handrail.runbook.Sql
import dev.handrail.runbook.TargetRef
import dev.handrail.text.SqlText
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

import java.nio.file.Path
import java.time.Instant

@Requires({ LivePostgres.available })
class LostCommitsSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())
    RunState state = new RunState()
    Runbook book = new Runbook('book', 'A book', Runbook.About.NOTHING, [], [TargetRef.database('main'), TargetRef.cache('c')], [], [], Path.of('b'), 'd', [:])
    Sql first = sql('create table one (a int)')
    Sql second = sql('create table two (a int)')

    def setup() {
        [first, second].each { target.perform(it) }
        ['s/t': [first, second]].each { step, effects ->
            effects.each { record(step, it.key(), 'transactional', 'sql') }
        }
        record('s/once', 'x', 'once', 'process')
        record('s/outside', 'y', 'idempotent', 'sql')
    }

    def "nothing is lost where every marker row is there"() {
        expect:
        lost() == []
    }

    def "a marker row that is gone tells of a commit that was lost"() {
        given:
        target.execute("delete from handrail.marker where effect = '${second.key()}'")

        expect:
        lost() == ['database main does not have what s/t committed: it was lost in a failover, or an older state was restored']

        when: 'the step was taken back, or nobody may look'
        apply(new Event.StepFinished('s/t', 'rollback', 1, 'rolled-back', null, null, null, 1))

        then:
        lost() == []
    }

    def "work that a person told to be done needs no marker row"() {
        given:
        apply(new Event.EffectStarted('s/said', 'forward', 1, 'z', 'sql', 'database', 'main', 'transactional', [:]))
        apply(new Event.EffectReconciled('s/said', 'forward', 'z', 'applied', 'I looked', by))

        expect:
        lost().any { it.contains('s/said') } == told

        where:
        by    || told
        'ana' || false
        null  || true
    }

    def "all of it is lost where schema handrail is not there at all"() {
        given:
        target.execute('drop schema handrail cascade')

        expect:
        lost().size() == 1
    }

    private List<String> lost() {
        new LostCommits('r1', book, target).of(state)
    }

    private void record(String step, String key, String semantics, String kind) {
        apply(new Event.EffectStarted(step, 'forward', 1, key, kind, 'database', 'main', semantics, [:]))
        apply(new Event.EffectFinished(step, 'forward', 1, key, kind, 'done', null, null, null, 1))
    }

    private long seq

    private void apply(Event event) {
        state.apply(new Entry(++seq, Instant.EPOCH, 'r1', event, ''))
    }

    private static Sql sql(String text) {
        Sql.inTransaction('main', SqlText.of(text, Position.NOWHERE).statements(), Envelope.DEFAULT)
    }
}
