import dev.handrail.spec.RunbookSpec
import spock.lang.TempDir

import java.nio.file.Path

/** Tests vibes-uuid-schema.groovy: handrail test vibes-uuid-schema */
class VibesSpec extends RunbookSpec {
    @TempDir
    Path state

    def setup() {
        input('watch', '1s')
        input('sandbox-journals', '500')
        input('state', state)
    }

    def "a failed start of the application is tried again"() {
        given:
        failAt('application/start')
        onFailure('application/start', 'r')

        when:
        run()

        then:
        exit == 0
        state('application/start') == 'done'
        report.state() == 'done'
    }

    def "a migration that fails takes everything back, and the application is in service"() {
        given:
        failAt('migration/migrate')
        onFailure('migration/migrate', 'b')

        when:
        run()

        then:
        exit == 9
        state('maintenance/enable') == 'rolled-back'
        !report.stillInMaintenance()
    }
}
