// Tests @NAME@.groovy.
//
//     handrail test @NAME@
//
// It runs in a sandbox of its own, which is started for it and stopped behind it; no other environment can be reached.
// All that a specification can arrange, do and ask is in docs/testing.md.

// The base of every runbook's specification: run(), exit, value(…) and the rest come from it.
import dev.handrail.spec.RunbookSpec

// The class's name has to be unlike that of every other specification; handrail finds it by the file's name.
class @CLASS@Spec extends RunbookSpec {
    // Before each feature.
    def setup() {
        // Another value than the runbook's default, as --set does.
        input('watch', '1s')
    }

    // A feature is a sentence that is true when what stands under `then` holds.
    def "the release is deployed, and the site is in service again"() {
        when:
        // From start to end. The operator says yes to everything, and gives the answers that manual steps expect.
        run()

        then:
        // How it ended, as the command line's exit code: 0 is done.
        exit == 0
        // What a step did, from the journal. A step is named as in the runbook: section/step.
        effects('release/deploy') == ['deploy api v2.0.0']
        !report.stillInMaintenance()
    }

    def "a deployment that fails is taken back with the window"() {
        given:
        // A program that comes first on PATH, for this feature alone.
        program('deploy', '#!/bin/sh\nexit 3\n')
        // At the failure's question the operator presses b: back out.
        onFailure('release/deploy', 'b')

        when:
        run()

        then:
        // Failed, and everything was taken back.
        exit == 9
        state('release/maintenance') == 'rolled-back'
        !report.stillInMaintenance()
    }

    def "an api that is ill stops it before the window is open"() {
        given:
        // How the stand-in answers, for this feature alone.
        service('api', '- path: /health\n  status: 503\n')

        when:
        run()

        then:
        // 1: a check failed; nothing was changed.
        exit == 1
        !asked.contains('release/maintenance')
    }

    def "somebody who complains fails the last step"() {
        given:
        // What the person answers at the manual step.
        answer('after/support', 'yes')

        when:
        run()

        then:
        exit == 1
        state('after/support') == 'failed'
    }
}
