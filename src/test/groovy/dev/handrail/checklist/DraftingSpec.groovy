package dev.handrail.checklist

import dev.handrail.dsl.Loader
import dev.handrail.dsl.Mode
import dev.handrail.dsl.mistake.Mistakes
import dev.handrail.hazard.catalogue.Danger
import dev.handrail.problem.Problem
import dev.handrail.runbook.Runbook
import dev.handrail.runbook.Step
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** A checklist becomes a draft that loads: words where it is sure, a person where not, and nothing guessed silently. */
class DraftingSpec extends Specification {
    @TempDir
    Path folder

    static final Path CHECKLISTS = Path.of('src/test/resources/dev/handrail/checklist')

    private Runbook loaded(String script) {
        Path file = Files.writeString(folder.resolve('draft.groovy'), script)
        try {
            new Loader(null).load(file, [:], Mode.CHECK).runbook()
        } catch (Mistakes found) {
            throw new AssertionError((Object) (found.told() + '\n' + script))
        }
    }

    private DraftRunbook draft(String markdown) {
        Drafting.of(folder.resolve('list.md'), markdown, folder)
    }

    private Step only(String markdown) {
        loaded(draft("# Title\n## Part\n$markdown\n").script()).steps().toList()[0]
    }

    private static List<String> codes(DraftRunbook draft) {
        draft.findings().collect { "${it.line()} ${it.code()}".toString() }
    }

    def "the draft of #file loads without a mistake, and its findings have known codes and places"() {
        given:
        String markdown = Files.readString(CHECKLISTS.resolve(file))

        when:
        DraftRunbook draft = Drafting.of(CHECKLISTS.resolve(file), markdown, folder)
        Runbook runbook = loaded(draft.script())

        then:
        runbook.steps().count() + (runbook.recoveries()*.steps()).flatten().size() == draft.steps()
        draft.steps() >= steps
        draft.steps() - draft.byHand() >= words
        draft.findings().every { it.line() in 1..markdown.readLines().size() && !it.what().empty && !it.fix().empty }
        draft.findings().every { f -> Danger.of(f.code()).present || Doubt.values().any { it.id() == f.code() } }

        where:
        file                    | steps | words
        'mono-uuid-schema.md'   | 60    | 30
        'cognit-v3.7.0.md'      | 75    | 20
        'capsim-v1.8.md'        | 30    | 7
        'civicpulse-us-16.2.md' | 20    | 0
        'vibes-uuid-schema.md'  | 80    | 35
    }

    def "docs/authoring.md shows an import as it is"() {
        given:
        String shown = new File('docs/authoring.md').text

        when:
        DraftRunbook draft = Drafting.of(Path.of('DEPLOYMENT.md'), Files.readString(CHECKLISTS.resolve('mono-uuid-schema.md')), folder)

        then:
        shown.contains("$draft.steps steps, $draft.byHand of them done by a person; ${draft.findings().size()} findings; $draft.kept lines kept as comments.")
        shown.findAll(/DEPLOYMENT\.md:(\d+: H\S+ .*)/) { it[1] } - draft.findings().collect { "${it.line()}: ${it.code()} ${it.what()}".toString() } == []
    }

    def "what the checklists do wrong is found with its line"() {
        expect:
        codes(Drafting.of(CHECKLISTS.resolve(file), Files.readString(CHECKLISTS.resolve(file)), folder)).containsAll(found)

        where:
        file                   | found
        'mono-uuid-schema.md'  | ['12 HZ102', '15 HZ101', '21 HZ109', '83 HZ100', '85 HZ104', '116 HZ105', '202 HZ103', '209 HZ106']
        'cognit-v3.7.0.md'     | ['14 HZ102', '29 HZ100', '83 HZ101', '89 HZ104', '219 HZ103']
        'capsim-v1.8.md'       | ['53 HZ107']
        'vibes-uuid-schema.md' | ['66 HZ102', '69 HZ101']
    }

    def "#written becomes #action"() {
        given:
        Files.createDirectories(folder.resolve('db'))
        Files.writeString(folder.resolve('db/01.sql'), 'create table a (id int);')
        Step step = only("```$language\n$written\n```")

        expect:
        (step.action()?.word() ?: step.checks()*.question()*.show().join()) == action

        where:
        language | written                                       | action
        'sql'    | 'alter table a add b int;'                    | 'sql'
        'sql'    | 'select 1;'                                   | 'select pg_is_in_recovery()'
        'sql'    | '\\i db/01.sql'                               | 'migrate'
        'bash'   | 'psql $URL -f db/01.sql'                      | 'migrate'
        'bash'   | 'psql -c "select count(*) from a"'            | 'select count(*) from a'
        'bash'   | 'pg_dump shop > backup.sql'                   | 'backup'
        'bash'   | 'pg_dump shop | gzip > backup.gz'             | 'backup'
        'bash'   | 'redis-cli KEYS "perm:*" | head'              | 'redis count perm:*'
        'bash'   | 'redis-cli -h prod FLUSHDB'                   | 'flush'
        'bash'   | 'curl -f https://api.example.com/health'      | 'GET /health on api'
        'bash'   | 'curl -X POST http://localhost/on -d "a=1"'   | 'http'
        'bash'   | 'kubectl rollout restart deployment/api'      | 'command'
        'console'| '$ ./scripts/start.sh'                        | 'command'
        'bash'   | 'sleep 30'                                    | 'waitFor'
        'bash'   | 'python -m alembic upgrade head'              | 'migrate'
        'bash'   | 'docker-compose run --rm app alembic upgrade head' | 'migrate'
        'bash'   | 'python manage.py migrate'                    | 'migrate'
        'bash'   | 'sqitch deploy'                               | 'migrate'
        'bash'   | 'python -m alembic downgrade -1'              | 'manual'
        'bash'   | 'psql $URL -f db/none.sql'                    | 'manual'
        'bash'   | 'echo MODE=1 >> .env'                         | 'manual'
        'bash'   | 'tail -f app.log'                             | 'manual'
        'bash'   | 'for i in 1 2; do ./x $i; done'               | 'manual'
        'bash'   | 'cp a.env a_$(date +%s)'                      | 'manual'
        'sql'    | "select 'x"                                   | 'manual'
    }

    def "what is left to a person, and what stands in for an answer, is marked where it stands"() {
        given:
        DraftRunbook draft = draft("# T\n## P\n```bash\necho A=1 >> .env\n```\n```sql\nselect a from b;\n```\n")

        expect:
        codes(draft) == ['4 HI002', '7 HI001']
        draft.script().readLines().findAll { it.contains('DECIDE') && it.contains('line') }*.trim()*.take(26) ==
            ['// DECIDE line 4, HI002: o', '// DECIDE line 7, HI001: i']
    }

    def "the answer is taken where it is said: #comment"() {
        expect:
        only("```sql\nselect $what from t;\n-- $comment\n```").checks()[0].expects()*.show() == [answer]

        where:
        what       | comment                  || answer
        'count(*)' | 'Should be >= 4'         || 'at least 4'
        'count(*)' | 'should return 0'        || '0'
        'value'    | 'Should return: 3.7.0'   || '3.7.0'
    }

    def "boxes, numbers and headings become steps, sections and another way back; text stays as a comment"() {
        given:
        DraftRunbook draft = draft('''# Release
Some words before.
## Prepare
- [ ] Tell #support
- [x] Check the dashboards
- a fact
### Escalation
- **Ana**: #dba
## Rollback plan
1. Restart the old version
''')
        Runbook runbook = loaded(draft.script())

        expect:
        runbook.title() == 'Release'
        runbook.about().contacts() == ['Ana: #dba']
        runbook.steps()*.id().toList() == ['prepare/tell-support', 'prepare/check-the-dashboards']
        runbook.recoveries()*.steps().flatten()*.title() == ['Restart the old version']
        draft.script().contains('// line 2: Some words before.')
        draft.script().contains('// line 5: was ticked: Check the dashboards')
        draft.script().contains('// line 6: a fact')
        draft.kept() == 3
    }

    def "a document of which nothing becomes a step is refused"() {
        when:
        draft('# Only words\n\nNothing to do.')

        then:
        Problem problem = thrown()
        problem.exitCode().status() == 2
        problem.remedy().contains('- [ ]')
    }
}
