import dev.handrail.spec.RunbookSpec

/** Tests mono-uuid-schema.groovy: handrail test mono-uuid-schema */
class MonoUuidSchemaSpec extends RunbookSpec {
    def setup() {
        input('watch', '1s')
        input('sandbox-users', '1000')
    }

    def "runs from start to end, killed once in the middle of its window"() {
        given:
        killAfter('data/uuids')

        when:
        run()

        then:
        killed

        when:
        resume()

        then:
        exit == 0
        value('main', 'select count(*) from users where uuid is null') == 0
        effects('release/api').any { it.contains('kubectl') }
    }

    def "a script that fails is taken back with the whole window, and the site is in service again"() {
        given:
        failAt('schema/scripts')
        onFailure('schema/scripts', 'b')

        when:
        run()

        then:
        exit == 9
        state('maintenance/flag') == 'rolled-back'
        !report.stillInMaintenance()
    }

    def "a complaint leads back to the backup"() {
        given:
        answer('validate/support', 'yes')

        when:
        run()

        then:
        exit == 1

        when:
        rollbackBy('immediate')

        then:
        exit == 0
        rows('main', "select 1 from information_schema.columns where table_name = 'users' and column_name = 'uuid'").empty
    }
}
