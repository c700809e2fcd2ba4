import dev.handrail.spec.RunbookSpec

/** Tests cognit-v3-7-0.groovy: handrail test cognit-v3-7-0 */
class CognitSpec extends RunbookSpec {
    static final String VERSION = "select value from database_metadata where key = 'version'"

    def setup() {
        input('watch', '1s')
        input('sandbox-submissions', '500')
    }

    def "killed right after the script's commit, it goes on and does not apply it again"() {
        given:
        killAfter('deploy/script')

        when:
        run()

        then:
        killed
        value('main', VERSION) == '3.7.0'

        when:
        resume()

        then:
        exit == 0
        state('deploy/script') == 'done'
        state('application/watch') == 'done'
    }

    def "scores out of range are brought into it by the remedy that the failure offers, and the script is tried again"() {
        given:
        plan
        execute('main', 'update attention_stats set attention_score = 1.2 where participant_id < 4')
        onFailure('deploy/script', 'f')

        when:
        run()

        then:
        exit == 0
        value('main', VERSION) == '3.7.0'
        value('main', 'select max(attention_score) = 1 from attention_stats') == true
        printed.contains('remedied')
    }

    def "a reviewer's doubt stops it before anything is changed"() {
        given:
        answer('review/changes', 'yes')

        when:
        run()

        then:
        exit == 1
        value('main', VERSION) != '3.7.0'
    }

    def "an application that does not come back leads to the backup"() {
        given:
        service('app', '- path: /health\n  status: 503\n')

        when:
        run()

        then:
        exit != 0
        value('main', VERSION) == '3.7.0'

        when:
        service('app', '- path: /health\n  json: { status: healthy, database: connected }\n')
        rollback()

        then:
        exit == 0
        value('main', VERSION) != '3.7.0'
    }
}
