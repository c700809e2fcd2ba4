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
    // What several features ask is written once.
    static final String MONTHS = "select count(*) from pg_inherits where inhparent = 'events'::regclass"

    // A feature is a sentence that is true when what stands under `then` holds. Each begins with fresh databases.
    def "a second run has nothing to do"() {
        given:
        // Another value than the runbook's default, as --set does.
        input('months-ahead', 2)

        when:
        // From start to end. The operator says yes to everything, until a feature says otherwise.
        run()

        then:
        // How it ended, as the command line's exit code: 0 is done.
        exit == 0
        // What a run would do now: nothing.
        plan['partitions/events'].plan().empty
    }

    def "what was created and detached is taken back"() {
        given:
        // SQL may be asked before the run too.
        int before = value('main', MONTHS) as int

        when:
        run()
        rollback()

        then:
        exit == 0
        // A step is named as in the runbook: section/step.
        state('partitions/events') == 'rolled-back'
        value('main', MONTHS) as int == before
    }

    def "a failure changes nothing, and the run goes on from there"() {
        given:
        int before = value('main', MONTHS) as int
        // Its next effect fails before anything is sent to the database.
        failAt('partitions/events')

        when:
        run()

        then:
        // 1: a step failed; what was done stays.
        exit == 1
        value('main', MONTHS) as int == before

        when:
        resume()

        then:
        exit == 0
    }
}
