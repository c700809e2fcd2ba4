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
    def "every customer gets a locale"() {
        when:
        // From start to end. The operator says yes to everything, until a feature says otherwise.
        run()

        then:
        // How it ended, as the command line's exit code: 0 is done.
        exit == 0
        // What the database holds now; each line has to be true.
        value('main', 'select count(*) from customers where locale is null') == 0
    }

    def "killed right after a commit, it goes on and does nothing twice"() {
        given:
        // The worst moment: the files are applied, and the program dies before that is on record.
        killAfter('schema/scripts')

        when:
        run()

        then:
        killed

        when:
        resume()

        then:
        exit == 0
        // A step is named as in the runbook: section/step.
        state('schema/scripts') == 'done'
    }

    def "where the last step fails, everything can be taken back"() {
        given:
        // Its next effect fails before anything is sent to the database.
        failAt('schema/required')
        // At the failure's question the operator presses b: back out.
        onFailure('schema/required', 'b')

        when:
        run()

        then:
        // Failed, and everything was taken back.
        exit == 9
        state('schema/locales') == 'rolled-back'
        // The column is gone: a query for it finds no row.
        rows('main', "select 1 from information_schema.columns where table_name = 'customers' and column_name = 'locale'").empty
    }
}
