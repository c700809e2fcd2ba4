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
    // A feature is a sentence that is true when what stands under `then` holds. Each begins with fresh databases.
    def "main can be restored"() {
        when:
        // From start to end. The operator says yes to everything, and gives the answers that manual steps expect.
        run()

        then:
        // How it ended, as the command line's exit code: 0 is done.
        exit == 0
        // A step is named as in the runbook: section/step.
        state('drill/backup') == 'done'
        // The scratch database is gone again.
        rows('main', "select datname from pg_database where datname like '%scratch%'").empty
    }

    def "a restore that takes longer than was promised fails the drill"() {
        given:
        // Another value than the runbook's default, as --set does.
        input('longest', '1ms')

        when:
        run()

        then:
        // 1: a check failed.
        exit == 1
        state('drill/time') == 'failed'
        // What comes behind it was not asked about.
        !asked.contains('after/written')
    }
}
