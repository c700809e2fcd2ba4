import dev.handrail.spec.RunbookSpec

/** Tests capsim-v1-8.groovy: handrail test capsim-v1-8 */
class CapsimSpec extends RunbookSpec {
    static final String REVISION = 'select version_num from alembic_version'

    def setup() {
        input('watch', '1s')
    }

    def "killed right after alembic's commit, it goes on and upgrades nothing twice"() {
        given:
        killAfter('migrate/upgrade')

        when:
        run()

        then:
        killed
        value('main', REVISION) == '0005'

        when:
        resume()

        then:
        exit == 0
        state('migrate/upgrade') == 'done'
        value('main', "select count(*) from capsim.persons where purchases = '{}'") == 0
    }

    def "an upgrade that fails leaves main as it was"() {
        given:
        failAt('migrate/upgrade')

        when:
        run()

        then:
        exit == 1
        value('main', REVISION) == '0004'
        value('isolated', REVISION) == '0005'
    }

    def "it goes back by the downgrade, without a backup"() {
        when:
        runUntil('validate')

        then:
        exit == 0
        value('main', REVISION) == '0005'

        when:
        rollbackBy('downgrade')

        then:
        exit == 0
        value('main', REVISION) == '0004'
        rows('main', "select 1 from pg_indexes where indexname = 'persons_purchases_idx'").empty
    }
}
