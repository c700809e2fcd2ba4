import dev.handrail.spec.RunbookSpec

/** Tests civicpulse-us-16-2.groovy: handrail test civicpulse-us-16-2 */
class CivicpulseSpec extends RunbookSpec {
    def setup() {
        input('watch', '1s')
    }

    def "runs from start to end, though the end of a migration is not seen"() {
        given:
        cutAt('migrate/apply')

        when:
        run()
        if (exit == 6) {
            resume()
        }

        then:
        exit == 0
        state('migrate/integrity') == 'done'
    }

    def "without a backup nothing is migrated"() {
        given:
        failAt('migrate/backup')

        when:
        run()

        then:
        exit == 1
        !asked.contains('migrate/apply')
    }

    def "people who are not ready stop it"() {
        given:
        answer('safety/readiness', 'no')

        when:
        run()

        then:
        exit == 1
        !asked.contains('migrate/backup')
    }
}
