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
    // A feature is a sentence that is true when what stands under `then` holds. Each begins with an empty cache.
    def "every product is in the cache"() {
        when:
        // From start to end. The operator says yes to everything, until a feature says otherwise.
        run()

        then:
        // How it ended, as the command line's exit code: 0 is done.
        exit == 0
        // What the cache holds now; each line has to be true.
        redis('products', 'hget', 'product:1', 'name') == 'Product 1'
    }

    def "where filling in fails, the run goes on with it"() {
        given:
        // Its next effect fails before anything is sent to the cache.
        failAt('cache/warm')

        when:
        run()

        then:
        // 1: a step failed; what was done stays. A step is named as in the runbook: section/step.
        exit == 1
        state('cache/flush') == 'done'
        state('cache/warm') == 'failed'

        when:
        resume()

        then:
        exit == 0
        redis('products', 'exists', 'product:1') == 1
    }
}
