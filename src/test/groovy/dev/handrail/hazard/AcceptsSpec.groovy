package dev.handrail.hazard

import dev.handrail.dsl.Loader
import dev.handrail.dsl.Mode
import dev.handrail.dsl.mistake.Mistakes
import dev.handrail.hazard.catalogue.Danger
import dev.handrail.problem.Position
import dev.handrail.runbook.Action
import dev.handrail.runbook.Done
import dev.handrail.runbook.Hazard
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.runbook.WayBack
import dev.handrail.text.SqlText
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** A hazard is taken by a comment at its statement, with a reason. */
class AcceptsSpec extends Specification {
    @TempDir
    Path folder

    private List<Hazard> warnings(String step, Map<String, String> files = [:]) {
        files.each { name, text ->
            Files.createDirectories(folder.resolve(name).parent)
            Files.writeString(folder.resolve(name), text)
        }
        Path file = folder.resolve('r.groovy')
        Files.writeString(file, "runbook('r', 'R') {\n  database 'main'\n  section('s', 'S') {\n$step\n  }\n}\n")
        new Loader(null).load(file, [:], Mode.CHECK).warnings()
    }

    def "a comment #where takes the hazard of #taken"() {
        given:
        SqlText sql = SqlText.of(text, new Position('m.sql', 1, 1))

        expect:
        List all = sql.statements()
        all.findIndexValues { Accepts.in(sql).reason('HZ015', it, all).present } == taken

        where:
        where                       | text                                                                               || taken
        'above a statement'         | 'create index i on t (a);\n-- handrail:accept HZ015 why\ncreate index j on t (a)'   || [1]
        'beside a statement'        | 'create index i on t (a); -- handrail:accept HZ015 why\ncreate index j on t (a)'    || [0]
        'within a statement'        | 'create index i\n  -- handrail:accept HZ015 why\n  on t (a);\nselect 1'             || [0]
        'in another kind of comment'| '/* handrail:accept HZ015 why */ create index i on t (a)'                           || [0]
        'behind all statements'     | 'select 1;\n\n-- handrail:accept HZ015 why'                                         || []
        'of another hazard'         | '-- handrail:accept HZ010 why\ncreate index i on t (a)'                             || []
        'in quoted text'            | "select '-- handrail:accept HZ015 why'"                                             || []
    }

    def "in a runbook it stands beside or above the word, and holds for its statements"() {
        when:
        List<Hazard> found = warnings(step)

        then:
        found.findAll { it.code().startsWith('HZ') }*.accepted() == reasons

        where:
        step                                                                                                  || reasons
        "step('a') {\n// handrail:accept HZ015 empty\nsql 'create index i on t (a)'\nirreversible 'x' }"        || ['empty']
        "step('a') {\nsql 'create index i on t (a)' // handrail:accept HZ015 empty\nirreversible 'x' }"         || ['empty']
        "step('a') {\n// handrail:accept HZ010 empty\nsql 'create index i on t (a)'\nirreversible 'x' }"        || [null]
        "step('a') {\n// handrail:accept HZ015 empty\n\nsql 'create index i on t (a)'\nirreversible 'x' }"      || [null]
        "step('a') {\nsql '''\n-- handrail:accept HZ015 empty\ncreate index i on t (a);\ncreate index j on t (b)'''\nirreversible 'x' }" || ['empty', null]
    }

    def "a step without a way back can be taken too"() {
        expect:
        warnings("// handrail:accept HR101 nothing is lost\nstep('a') { sql 'insert into t values (1)' }")*.accepted() == ['nothing is lost']
    }

    def "a migration's file has its own, and the word may take one for all of them"() {
        given:
        Map files = ['1.sql': '-- handrail:accept HZ015 quiet\ncreate index i on t (a);', '2.sql': 'create index j on t (b);']

        expect:
        warnings("step('a') { migrate { files '*.sql' }; irreversible 'x' }", files)*.accepted() == ['quiet', null]
        warnings("step('a') {\n// handrail:accept HZ015 closed\nmigrate { files '*.sql' }; irreversible 'x' }", files)*.accepted() ==
            ['quiet', 'closed']
    }

    def "the hazards of every other word are taken above it, those of its own way back too"() {
        given:
        Plan gaps = Plan.nothing('x').with([Danger.PARTITION_GAP.seen('a gap', 'fill it'), Danger.DETACH_LOCKS.seen('locks', '')], [])
        Action back = Stub() { plan(_) >> gaps }
        Action plain = Stub() {
            plan(_) >> gaps
            wayBack() >> new WayBack.By('', Risk.CHANGES, { Done d -> back })
        }
        Taking taking = new Taking(plain, Accepts.NONE.and([new Accept('HZ060', 'known', Position.NOWHERE)]))

        expect:
        taking.plan(null).hazards()*.accepted() == ['known', null]
        (taking.wayBack() as WayBack.By).action().apply(null).plan(null).hazards()*.accepted() == ['known', null]
    }

    def "a runbook names them above the word: #word"() {
        when:
        Path file = folder.resolve('r.groovy')
        Files.writeString(file, "runbook('r', 'R') {\n  database 'main'\n  cache 'c'\n  section('s', 'S') {\nstep('a') {\n" +
            "// handrail:accept HZ060 known\n$word\nirreversible 'x' }\n  }\n}\n")
        Action action = new Loader(null).load(file, [:], Mode.CHECK).runbook().steps().toList()[0].action()

        then:
        action instanceof Taking
        action.accepts().forAll()*.code() == ['HZ060']

        where:
        word << ["partition { table 't'; by month; ahead 3 }", "backfill { table 't'; set 'a = 1' }", "flush { keys 'a:*' }",
                 "backup { to 'backups' }"]
    }

    def "what takes a step back is judged too, and says so: #step"() {
        expect:
        warnings("step('a') { $step }", files).collect { it.code() + ' ' + it.what().startsWith('on the way back: ') } == told

        where:
        step                                                                              | files                                                                       || told
        "sql 'insert into t values (1)'; rollback { sql 'create index i on t (a)' }"       | [:]                                                                         || ['HZ015 true']
        "sql 'create index i on t (a)'; rollback { sql 'drop index i' }"                   | [:]                                                                         || ['HZ015 false']
        "sql 'create table t (a int)'; rollback { sql 'drop table t' }"                    | [:]                                                                         || []
        "sql 'alter table t add b int'; rollback { sql 'alter table t drop b' }"           | [:]                                                                         || []
        "sql 'alter table t add b int'; rollback { sql 'alter table t drop c' }"           | [:]                                                                         || ['HZ031 true']
        "sql 'select 1'; rollback { sql 'drop table t' }"                                  | [:]                                                                         || ['HZ030 true']
        "migrate { files '?.sql'; revert 'back/*.sql' }"                                   | ['1.sql': 'create table t (a int)', 'back/1.sql': 'drop table t']              || []
        "migrate { files '?.sql'; revert 'back/*.sql' }"                                   | ['1.sql': 'alter table t add b int', 'back/1.sql': 'alter table t drop b;\ndrop table u'] || ['HZ030 true']
        "migrate { files '?.sql'; revert 'back/*.sql'; downTo '1.sql' }; irreversible 'x'" | ['1.sql': 'select 1', '2.sql': 'create index i on t (a)', 'back/2.sql': 'drop table u'] || ['HZ030 true']
    }

    def "what says too little is a mistake with its place: #comment"() {
        when:
        warnings(step, ['1.sql': 'select 1;\n' + comment + '\ncreate index i on t (a);'])

        then:
        Mistakes mistakes = thrown()
        mistakes.all()*.code() == ['HR064']
        mistakes.all()[0].what() == what
        mistakes.all()[0].position().toString().endsWith(place)

        where:
        comment                              | step                                                                        || what                                              | place
        '-- handrail:accept HZ015'           | "step('a') { migrate { files '*.sql' }; irreversible 'x' }"                  || 'hazard HZ015 is accepted without a reason'       | '1.sql:2:1'
        '-- handrail:accept HZ999 for fun'   | "step('a') { migrate { files '*.sql' }; irreversible 'x' }"                  || 'there is no hazard HZ999'                        | '1.sql:2:1'
        '-- handrail:accept'                 | "step('a') { migrate { files '*.sql' }; irreversible 'x' }"                  || 'it is not said which hazard is accepted'         | '1.sql:2:1'
        '-- nothing'                         | "step('a') { sql 'select 1'; irreversible 'x' } // handrail:accept HZ015"   || 'hazard HZ015 is accepted without a reason'       | 'r.groovy:4:48'
    }
}
