package dev.handrail.run

import dev.handrail.journal.Event
import dev.handrail.journal.Journal
import dev.handrail.problem.ExitCode
import dev.handrail.runbook.Action
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.runbook.TargetRef
import dev.handrail.runbook.Targets
import dev.handrail.runbook.WayBack
import spock.lang.Specification
import spock.lang.TempDir
import java.nio.file.Path

/** Memory or stack that runs out is an ending like any other: on record, with what goes on from there. */
class ExhaustedSpec extends Specification {
    @TempDir
    Path folder

    private Rig rig() {
        Rig rig = new Rig(folder)
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/two', [rig.sql('insert 2')])
        rig
    }

    private static List<String> applied(Rig rig) {
        rig.world.applied.findAll { it.contains('insert') }
    }

    def "an effect in which #what runs out fails, and the run goes on from there"() {
        given:
        Rig rig = rig()
        rig.world.trouble['insert 2;'] = { throw error }

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.FAILED
        rig.state('a/two') == 'failed'
        rig.events(Event.RunPaused).size() == 1
        rig.events(Event.StepFinished).last().problem().what == 'handrail itself failed while it performed this effect'
        !Journal.isHeld(folder.resolve('r1'))

        when:
        rig.world.trouble.clear()
        end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        applied(rig) == ['forward insert 1;', 'forward insert 2;']

        where:
        what     | error
        'memory' | new OutOfMemoryError('Java heap space')
        'stack'  | new StackOverflowError()
    }

    def "an effect that took hold before memory ran out is found and not repeated"() {
        given:
        Rig rig = rig()
        rig.world.trouble['after insert 1;'] = { throw new OutOfMemoryError('Java heap space') }

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        rig.events(Event.EffectReconciled)*.verdict() == ['applied']
        applied(rig) == ['forward insert 1;', 'forward insert 2;']
    }

    def "a plan that never ends calling itself pauses the run"() {
        given:
        Rig rig = rig()
        rig.steps << rig.step('b/deep', null).with { step ->
            rig.steps.remove(step)
            new dev.handrail.runbook.Step('b/deep', 'deep', endless(), [], [], null, new WayBack.None(), [], null, [],
                dev.handrail.runbook.Step.Retry.NONE, null, dev.handrail.runbook.Step.Clock.NONE,
                dev.handrail.runbook.Step.Words.NONE, dev.handrail.problem.Position.NOWHERE)
        }

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.FAILED
        end.why().contains('StackOverflowError')
        rig.events(Event.RunPaused).last().next().contains('handrail resume r1')
        !Journal.isHeld(folder.resolve('r1'))
    }

    private static Action endless() {
        new Action() {
            String word() { 'sql' }

            Risk ceiling() { Risk.CHANGES }

            List<TargetRef> touches() { [TargetRef.database('main')] }

            Plan plan(Targets targets) { deeper(1) }

            WayBack wayBack() { new WayBack.None() }

            private Plan deeper(int depth) { deeper(depth + 1) }
        }
    }
}
