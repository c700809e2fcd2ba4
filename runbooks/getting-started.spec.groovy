import dev.handrail.spec.RunbookSpec

/** Tests getting-started.groovy: handrail test getting-started */
class GettingStartedSpec extends RunbookSpec {
    def "runs from start to end"() {
        when:
        run()

        then:
        exit == 0
        report.state() == 'done'
        value('shop', 'select count(*) from orders where total_cents is null') == 0
        redis('catalogue', 'exists', 'product:1') == 1
        effects('before/backup').size() > 0
        markdown.contains('Every order gets its total')
    }

    def "is planned before anything is there"() {
        expect:
        plan['schema/scripts'].risk().word() == 'changes'
        plan['before/quiet'].plan().empty
    }

    def "what fails is gone on with, and nothing is done twice"() {
        given:
        failAt('schema/totals')

        when:
        run()

        then:
        exit == 1
        state('schema/totals') == 'failed'
        value('shop', 'select count(*) from orders where total_cents is not null') == 0

        when:
        resume()

        then:
        exit == 0
        effects('schema/scripts').unique(false) == effects('schema/scripts')
        value('shop', 'select count(*) from orders where total_cents is null') == 0
    }

    def "killed after a commit: the resumed run knows that it was done"() {
        given:
        killAfter('schema/required')

        when:
        run()

        then:
        killed

        when:
        resume()

        then:
        exit == 0
        state('schema/required') == 'done'
    }

    def "everything is taken back when the health check fails"() {
        given: 'a shop that does not answer'
        service('web', '- path: /health\n  status: 503\n')
        onFailure('after/health', 'b')

        when:
        run()

        then:
        exit == 9
        state('schema/totals') == 'rolled-back'
        rows('shop', "select 1 from information_schema.columns where table_name = 'orders' and column_name = 'total_cents'").empty
    }

    def "a person who sees no total stops it, and goes back to the backup"() {
        given:
        answer('after/look', 'no')

        when:
        run()

        then:
        exit == 1

        when:
        rollbackBy('from-backup')

        then:
        exit == 0
        report.state() == 'taken-back'
    }

    def "a step that is left out is on record with its reason"() {
        given:
        answer('before/backup', 's')
        answer('schema/scripts', 'q')

        when:
        run()

        then:
        decision('before/backup') == 'skip'
        asked.contains('schema/scripts')
        exit == 3
    }
}
