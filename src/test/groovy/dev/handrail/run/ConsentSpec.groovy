package dev.handrail.run

import dev.handrail.journal.Event
import dev.handrail.problem.ExitCode
import dev.handrail.runbook.Action
import dev.handrail.runbook.Consent
import dev.handrail.runbook.Effect
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Targets
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** What a plan does only when it is agreed to by name. */
class ConsentSpec extends Specification {
    @TempDir
    Path folder
    Rig rig

    def setup() {
        rig = new Rig(folder)
    }

    def "without a consent that is #needed: exit #exit, and #ends"() {
        given:
        Effect effect = rig.sql('one')
        Action plain = Rig.action(Risk.CHANGES, [effect])
        Consent consent = new Consent('drop-leftover', 'drop x', needed == 'needed')
        rig.step('a/one', [effect])
        rig.steps[0] = with(rig.steps[0], [plan: { Targets t -> plain.plan(t).with([], [consent]) }, word: { 'sql' }, ceiling: { Risk.CHANGES },
                                           touches: { plain.touches() }, wayBack: { plain.wayBack() }] as Action)

        rig.operator.withoutConsent()

        expect:
        rig.run().exit() == exit
        rig.events(Event.EffectFinished).findAll { it.kind() == 'sql' }*.state() == ends
        rig.events(Event.StepDecided)*.decision() == ['yes']

        where:
        needed       || exit               | ends
        'needed'     || ExitCode.UNDECIDED | []
        'not needed' || ExitCode.DONE      | ['done']
    }

    private static with(dev.handrail.runbook.Step s, Action action) {
        new dev.handrail.runbook.Step(s.id(), s.title(), action, s.requires(), s.checks(), s.watch(), s.wayBack(), s.rollbackChecks(), s.when(), s.remedies(),
            s.retry(), s.timeout(), s.clock(), s.words(), s.position())
    }
}
