package dev.handrail.run

import dev.handrail.journal.Event
import dev.handrail.journal.Journal
import dev.handrail.problem.ExitCode
import dev.handrail.runbook.Finding
import dev.handrail.text.Redactor
import spock.lang.Specification
import spock.lang.TempDir
import java.nio.file.Path

/** An effect that was begun and whose end nobody saw, as a later session finds it in the journal. */
class ReconcileSpec extends Specification {
    @TempDir
    Path folder

    private Rig begun(String step, String kind, String semantics) {
        Rig rig = new Rig(folder)
        rig.step('a/one', [rig.sql('insert 1')])
        Journal journal = Journal.create(folder.resolve('r1'), 'r1', rig.clock, new Redactor())
        journal.append(new Event.RunStarted('book', 'A book', 'book.groovy', 'd1', [:], 'test', [:], [:], [:], 'ana', 'box', '0', null, null), true)
        journal.append(new Event.StepPlanned(step, 'forward', 1, 'T', 'x', 'changes', [], null, null, null, null, 'd'), false)
        journal.append(new Event.EffectStarted(step, 'forward', 1, 'k1', kind, 'database', 'main', semantics, [:]), true)
        journal.close()
        rig
    }

    def "what only looked, or asked a person, did nothing: #kind"() {
        given:
        Rig rig = begun('a/one', kind, semantics)

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.events(Event.EffectReconciled)*.verdict() == ['not-applied']
        rig.events(Event.EffectReconciled)*.evidence() == [evidence]

        where:
        kind      | semantics | evidence
        'observe' | 'reads'   | 'it only looked'
        'ask'     | 'once'    | 'no answer was recorded'
    }

    def "what an idempotent effect came to is left to the next plan"() {
        given:
        Rig rig = begun('a/one', 'sql', 'idempotent')

        expect:
        rig.run().exit() == ExitCode.DONE
        rig.events(Event.EffectReconciled)*.verdict() == ['plan-again']
    }

    def "what a program did on another machine is not judged from here, unless all of it is there: #found"() {
        given:
        Rig rig = begun('a/one', 'delegated', 'idempotent')
        rig.host = 'other'
        rig.world.finds = found
        rig.operator.establishes(new Operator.Verdict(Operator.Verdict.Kind.QUIT, ''))

        expect:
        rig.run().exit() == exit
        rig.events(Event.EffectReconciled)*.verdict() == recorded

        where:
        found                         || exit             | recorded
        Finding.Verdict.APPLIED       || ExitCode.DONE    | ['applied']
        Finding.Verdict.PARTLY        || ExitCode.UNKNOWN | []
        Finding.Verdict.NOT_APPLIED   || ExitCode.UNKNOWN | []
    }

    def "where nothing proves it a person says, and a person who leaves is asked again"() {
        given:
        Rig rig = begun('a/one', 'sql', 'once')
        rig.operator.establishes(new Operator.Verdict(Operator.Verdict.Kind.QUIT, ''))

        expect:
        rig.run().exit() == ExitCode.UNKNOWN
        rig.events(Event.EffectReconciled).empty

        when:
        rig.operator.establishes(new Operator.Verdict(said, 'seen by eye'))
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        rig.events(Event.EffectReconciled)*.verdict() == [verdict]
        rig.events(Event.EffectReconciled)*.by() == ['script']

        where:
        said                            | verdict
        Operator.Verdict.Kind.DONE      | 'applied'
        Operator.Verdict.Kind.NOT_DONE  | 'not-applied'
    }

    def "work of a step that the runbook has no more is not guessed at"() {
        given:
        Rig rig = begun('a/gone', 'sql', 'once')

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.UNKNOWN
        end.why() == 'what became of a sql in a/gone is not known'
        rig.world.applied.empty
    }
}
