package dev.handrail.migrate

import dev.handrail.hazard.Accepts
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Done
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Semantics
import dev.handrail.runbook.WayBack
import dev.handrail.text.SqlText
import spock.lang.Specification

class MigrateActionSpec extends Specification {
    static final Map<String, String> THREE = ['01.sql': 'create table a (b int)', '02.sql': 'alter table a add c int',
                                              '03.sql': 'drop table old']
    static final Map<String, String> BACK = ['01.sql': 'drop table a', '02.sql': 'alter table a drop c', '03.sql': 'select 1']

    static MigrateAction migrate(Map<String, String> files = THREE, Map<String, String> reverts = [:], Map more = [:]) {
        new MigrateAction('main', 'schema/scripts', read(files, ''), read(reverts, 'revert/'), more.upTo as String,
            more.downTo as String, more.baseline as String, Envelope.DEFAULT, Accepts.NONE)
    }

    static List<MigrationFile> read(Map<String, String> files, String folder) {
        files.collect { name, sql ->
            new MigrationFile(name, digest(sql), SqlText.of(sql, new Position(folder + name, 1, 1)))
        }
    }

    static String digest(String sql) { 'd' + Integer.toHexString(sql.hashCode()) }

    static Applied row(String name, Map more = [:]) {
        new Applied(name, (more.mark ?: digest(THREE[name])) as String, (more.run ?: 'r1') as String,
            (more.step ?: 'schema/scripts') as String)
    }

    static List<String> titles(Plan plan) { plan.effects()*.title() }

    def "each pending file is one transaction with its row in the history"() {
        when:
        Plan plan = migrate().plan([row('01.sql')])

        then:
        plan.risk() == Risk.DESTROYS
        titles(plan) == ['02.sql', '03.sql']
        plan.effects()*.semantics().unique() == [Semantics.TRANSACTIONAL]
        plan.effects()[0].show() == ['-- 02.sql', 'alter table a add c int;',
            "insert into handrail.migration (name, digest, run, step, took) values ('02.sql', '${digest(THREE['02.sql'])}', '<run id>', 'schema/scripts', clock_timestamp() - now());"]
        plan.effects()*.facts() == [[applied: '02.sql'], [applied: '03.sql']]
    }

    def "files applied #applied, options #options: #expected"() {
        expect:
        Plan plan = migrate(THREE, [:], options).plan(applied.collect { row(it) })
        titles(plan) == expected
        plan.nothing() == nothing

        where:
        applied                        | options                              || expected                                                   | nothing
        []                             | [:]                                  || ['01.sql', '02.sql', '03.sql']                             | null
        []                             | [upTo: '02.sql']                     || ['01.sql', '02.sql']                                       | null
        ['01.sql', '02.sql']           | [upTo: '02.sql']                     || []                                                         | 'all 2 files up to 02.sql are applied'
        ['01.sql']                     | [upTo: '01.sql']                     || []                                                         | 'the one file up to 01.sql is applied'
        ['01.sql', '02.sql', '03.sql'] | [:]                                  || []                                                         | 'all 3 files are applied'
        []                             | [baseline: '02.sql']                 || ['baseline 02.sql: taken as applied, not run', '03.sql']   | null
        ['01.sql', '02.sql']           | [baseline: '02.sql']                 || ['03.sql']                                                 | null
        []                             | [baseline: '02.sql', upTo: '01.sql'] || ['baseline 02.sql: taken as applied, not run']             | null
        ['01.sql', '03.sql']           | [baseline: '02.sql']                 || ['baseline 02.sql: taken as applied, not run']             | null
    }

    def "the risk is that of what is pending, the ceiling that of every file that may be"() {
        expect:
        migrate().plan([row('01.sql'), row('02.sql')]).risk() == Risk.DESTROYS
        migrate(THREE, [:], [upTo: '02.sql']).plan([]).risk() == Risk.CHANGES
        migrate().ceiling() == Risk.DESTROYS
        migrate(THREE, [:], [upTo: '02.sql']).ceiling() == Risk.CHANGES
        migrate(THREE, [:], [baseline: '03.sql']).ceiling() == Risk.CHANGES
        migrate(THREE, BACK, [downTo: '01.sql']).ceiling() == Risk.DESTROYS
    }

    def "a file is cut where a statement refuses a transaction, and the history follows each part"() {
        given:
        String sql = 'create table a (b int); insert into a values (1);\ncreate index concurrently i on a (b);\nanalyze a'

        when:
        Plan plan = migrate(['04.sql': sql]).plan([])

        then:
        titles(plan) == ['04.sql, part 1 of 3', '04.sql, part 2 of 3, outside a transaction', '04.sql, part 3 of 3']
        plan.effects()*.semantics() == [Semantics.TRANSACTIONAL, Semantics.ONCE, Semantics.TRANSACTIONAL]
        plan.effects()*.statements()*.size() == [2, 1, 1]
        plan.effects()*.bookkeeping().collect { it*.shown().join() } == [
            "insert into handrail.migration (name, digest, run, step, took) values ('04.sql', '1/3 ${digest(sql)}', '<run id>', 'schema/scripts', clock_timestamp() - now())",
            '',
            "update handrail.migration set digest = '${digest(sql)}', run = '<run id>', step = 'schema/scripts', applied_at = now(), took = coalesce(took, '0') + (clock_timestamp() - now() + cast(coalesce(nullif(current_setting('handrail.outside', true), ''), '0') as interval)) where name = '04.sql'"]
        plan.effects()*.facts() == [[:], [:], [applied: '04.sql']]
    }

    def "a file that ends outside a transaction is recorded right after"() {
        when:
        Plan plan = migrate(['04.sql': 'create index concurrently i on a (b)']).plan([])

        then:
        titles(plan) == ['04.sql', '04.sql, every part is there']
        plan.effects()*.transaction() == [false, true]
        plan.effects()[1].bookkeeping()[0].shown().startsWith('insert into handrail.migration')
        plan.effects()[1].facts() == [applied: '04.sql']
    }

    def "a file of which #done of 3 parts are there goes on with the next"() {
        given:
        String sql = 'create table a (b int); vacuum a; analyze a'

        expect:
        titles(migrate(['04.sql': sql]).plan([row('04.sql', [mark: "$done/3 " + digest(sql), run: 'other'])])) == expected

        where:
        done || expected
        1    || ['04.sql, part 2 of 3, outside a transaction', '04.sql, part 3 of 3']
        2    || ['04.sql, part 3 of 3']
    }

    def "one BEGIN first and one COMMIT last are left to the transaction of handrail: #sql"() {
        when:
        Plan plan = migrate(['04.sql': sql]).plan([])

        then:
        titles(plan) == ['04.sql (its BEGIN and COMMIT are left to handrail\'s transaction)']
        plan.effects()[0].statements()*.shown() == ['select 1', 'select 2']

        where:
        sql << ['begin; select 1; select 2; commit;', 'BEGIN  WORK; select 1; select 2; END',
                'start transaction; select 1; select 2; Commit Transaction']
    }

    def "#sql is refused when the runbook is loaded, with its position"() {
        when:
        migrate(['04.sql': sql])

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.where().startsWith(where)
        !problem.remedy().isBlank()

        where:
        sql                                               || where
        'select 1;\ncommit;\nselect 2'                    || '04.sql:2:1'
        'begin; select 1'                                 || '04.sql:1:1'
        'select 1; commit'                                || '04.sql:1:11'
        'begin; select 1; commit; begin; select 2; commit' || '04.sql:1:18'
        'begin isolation level serializable; select 1; commit' || '04.sql:1:1'
        'select 1;\n\\i other.sql'                        || '04.sql:2:1'
        'copy t from stdin;\n1\n\\.'                      || '04.sql:1:1'
    }

    def "names are checked when the runbook is loaded: #what"() {
        when:
        migrate(files, reverts, options)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.what() == what
        problem.remedy().contains(remedy)

        where:
        files | reverts               | options             || what                                                     | remedy
        [:]   | [:]                   | [:]                 || 'migrate has no files'                                   | 'files'
        THREE | [:]                   | [upTo: '3.sql']     || 'there is no file 3.sql to migrate'                      | "did you mean '03.sql'"
        THREE | [:]                   | [downTo: 'x']       || 'there is no file x to migrate'                          | 'known here: 01.sql, 02.sql, 03.sql'
        THREE | [:]                   | [baseline: '4.sql'] || 'there is no file 4.sql to migrate'                      | '01.sql'
        THREE | ['3.sql': 'select 1'] | [:]                 || 'the revert file 3.sql takes back nothing: no file has its name' | "did you mean '03.sql'"
    }

    def "history and files that disagree need a decision: #what"() {
        when:
        migrate().plan(history)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNDECIDED
        problem.what() == what
        problem.remedy().contains(remedy)

        where:
        history                                                         || what                                                                          | remedy
        [row('01.sql', [mark: 'other'])]                                || '01.sql was changed after it was applied'                                     | "baseline '01.sql'"
        [row('01.sql', [mark: '1/2 other'])]                            || '01.sql was changed after it was applied'                                     | 'put the file back'
        [row('02.sql')]                                                 || '01.sql is not applied, but 02.sql, which comes after it, is'                 | "baseline '01.sql'"
        [row('01.sql'), row('03.sql')]                                  || '02.sql is not applied, but 03.sql, which comes after it, is'                 | 'a name that comes after 03.sql'
        [row('01.sql'), row('02.sql'), row('03.sql'), row('04.sql', [mark: 'x'])] || '04.sql was applied by this step, and is no longer among its files'    | 'put the file back'
        [row('01.sql'), row('01b.sql', [mark: 'x'])]                    || '01b.sql was applied by this step, and is no longer among its files'          | "delete from handrail.migration where name = '01b.sql'"
        [row('01.sql', [mark: '-1/2 ' + digest(THREE['01.sql'])])]      || '01.sql is taken back in part'                                                | 'downTo'
    }

    def "files of other steps and of earlier releases are none of its business"() {
        expect:
        titles(migrate().plan([row('01b.sql', [mark: 'x', step: 'other/step']), row('00.sql', [mark: 'x']),
                               row('04.sql', [mark: 'x'])])) == ['01.sql', '02.sql', '03.sql']
    }

    def "a file that another step applied before its turn is the author's order"() {
        expect:
        titles(migrate().plan([row('02.sql', [step: 'before/prepare'])])) == ['01.sql', '03.sql']
    }

    def "baseline takes a changed file as it is now, and one that was left out"() {
        when:
        Plan plan = migrate(THREE, [:], [baseline: '02.sql']).plan([row('01.sql', [mark: 'other']), row('03.sql')])

        then:
        plan.effects().size() == 1
        plan.effects()[0].statements()*.shown() == [
            "update handrail.migration set digest = '${digest(THREE['01.sql'])}' where name = '01.sql'",
            "insert into handrail.migration (name, digest, run, step) values ('02.sql', '${digest(THREE['02.sql'])}', '<run id>', 'schema/scripts')"]
        plan.effects()[0].facts() == [baselined: '02.sql']
    }

    def "downTo takes back what comes after, newest first, each with its row"() {
        when:
        Plan plan = migrate(THREE, BACK, [downTo: '01.sql']).plan(['01.sql', '02.sql', '03.sql'].collect { row(it) })

        then:
        plan.risk() == Risk.DESTROYS
        titles(plan) == ['take back 03.sql', 'take back 02.sql']
        plan.effects()[1].show() == ['-- take back 02.sql', 'alter table a drop c;', "delete from handrail.migration where name = '02.sql';"]
        plan.effects()*.facts() == [[reverted: '03.sql'], [reverted: '02.sql']]

        and:
        migrate(THREE, BACK, [downTo: '01.sql']).plan([row('01.sql')]).nothing() == 'nothing after 01.sql is applied'
    }

    def "downTo refuses as a whole where a revert file is missing"() {
        when:
        migrate(THREE, BACK.findAll { it.key != '02.sql' }, [downTo: '01.sql']).plan(THREE.keySet().collect { row(it) })

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.what() == 'there is no revert file for 02.sql'
    }

    def "the way back says for which files there is none"() {
        expect:
        migrate().wayBack() instanceof WayBack.None
        (migrate(THREE, BACK).wayBack() as WayBack.By).shown() == 'revert files, newest first'
        (migrate(THREE, [('01.sql'): 'select 1']).wayBack() as WayBack.By).shown() ==
            'revert files, newest first; there is none for 02.sql, 03.sql'
        (migrate(THREE, BACK).wayBack() as WayBack.By).ceiling() == Risk.DESTROYS
        migrate(THREE, [('01.sql'): 'drop table a']).plan([]).hazards()*.what() ==
            ["02.sql can't be taken back: it has no revert file", "03.sql can't be taken back: it has no revert file"]
        migrate().plan([]).hazards() == []
    }

    def "a run's rollback takes back what this run applied and nothing older"() {
        when:
        Plan plan = back(['02.sql', '03.sql']).plan(THREE.keySet().collect { row(it) })

        then:
        titles(plan) == ['take back 03.sql', 'take back 02.sql']
        plan.risk() == Risk.DESTROYS
    }

    def "what was taken back already is not taken back again"() {
        expect:
        titles(back(['02.sql', '03.sql']).plan([row('01.sql'), row('02.sql')])) == ['take back 02.sql']
        back(['02.sql']).plan([row('01.sql')]).nothing() == 'nothing that this step applied is there any more'
        back([]).plan([]).nothing() != null
    }

    def "a baseline's rows are taken back with it"() {
        expect:
        back(['03.sql'], [baselined: '01.sql\n02.sql']).plan(['01.sql', '03.sql'].collect { row(it) }).effects()*.show()*.last() == [
            "delete from handrail.migration where name = '03.sql';", "delete from handrail.migration where name = '01.sql';"]
    }

    def "a file that is applied in part is a person's decision"() {
        when:
        back([]).plan([row('02.sql', [mark: '1/3 x'])])

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNDECIDED
        problem.what() == '02.sql is applied in part only'
    }

    def "a revert file in parts goes on where it stopped"() {
        given:
        Map<String, String> reverts = ['01.sql': 'analyze a; drop index concurrently i']

        expect:
        titles(migrate(['01.sql': 'select 1'], reverts, [downTo: '01.sql']).plan([])) == []
        titles(new Backward('main', Envelope.DEFAULT, new Files(read(['01.sql': 'x'], ''), read(reverts, ''))).plan(
            [new Applied('01.sql', mark, 'r', 's')], '')) == expected

        where:
        mark      || expected
        'x'       || ['take back 01.sql, part 1 of 2', 'take back 01.sql, part 2 of 2, outside a transaction', 'take back 01.sql, every part is there']
        '-1/2 x'  || ['take back 01.sql, part 2 of 2, outside a transaction', 'take back 01.sql, every part is there']
    }

    def "files are ordered as people count"() {
        expect:
        ['10.sql', '9.sql', '09b.sql', 'V1__a.sql', '2026-11-02.sql', '2026-2-01.sql'].sort(false, MigrationFile.IN_ORDER) ==
            ['9.sql', '09b.sql', '10.sql', '2026-2-01.sql', '2026-11-02.sql', 'V1__a.sql']
    }

    private static MigrateBack back(List<String> applied, Map<String, String> more = [:]) {
        List<Done.Work> work = applied.collect { new Done.Work('sql', it, [applied: it]) }
        if (more) {
            work.add(0, new Done.Work('sql', 'b', more))
        }
        WayBack.By by = migrate(THREE, BACK).wayBack() as WayBack.By
        by.action().apply(new Done('r1', 'schema/scripts', work)) as MigrateBack
    }
}
