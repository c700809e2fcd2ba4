package dev.handrail.dsl

import dev.handrail.backfill.BackfillAction
import dev.handrail.backup.BackupAction
import dev.handrail.backup.RestoreAction
import dev.handrail.cache.FlushAction
import dev.handrail.cache.WarmAction
import dev.handrail.command.CommandAction
import dev.handrail.http.HttpAction
import dev.handrail.index.IndexAction
import dev.handrail.manual.ManualAction
import dev.handrail.migrate.MigrateAction
import dev.handrail.migrate.tool.ToolAction
import dev.handrail.partition.PartitionAction
import dev.handrail.runbook.Dump
import dev.handrail.runbook.Observe
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Runbook
import dev.handrail.runbook.Step
import dev.handrail.runbook.TargetRef
import dev.handrail.runbook.Warm
import dev.handrail.runbook.WayBack
import dev.handrail.sql.SqlAction
import dev.handrail.text.SqlText
import dev.handrail.waiting.MonitorAction
import dev.handrail.waiting.WaitForAction
import spock.lang.Specification

import java.time.Duration

/** Text in, model out: what each word of the language means. */
class LanguageSpec extends Specification {

    def "the sample of the language's own description loads"() {
        when:
        Loaded loaded = sample().load()
        Runbook runbook = loaded.runbook()

        then:
        runbook.name() == 'mono-uuid-schema'
        runbook.title() == 'UUID keys, audit partitions and the permission cache'
        runbook.about().owner() == '#database-team'
        runbook.about().contacts() == ['On-call database engineer: pagerduty:database']
        runbook.about().window() == Duration.ofMinutes(30)
        runbook.inputs()*.name() == ['months-ahead', 'release']
        runbook.inputs()*.value() == ['3', 'v2.0.0']
        runbook.targets() == [TargetRef.database('main'), TargetRef.cache('permissions'), TargetRef.service('api'), TargetRef.metrics('default')]
        runbook.sections()*.id() == ['before', 'partitions', 'schema', 'cache', 'release']
        runbook.steps()*.id() == ['before/quiet', 'before/backup', 'partitions/audit', 'schema/maintenance', 'schema/scripts',
                                  'schema/uuids', 'cache/flush', 'cache/warm', 'release/deploy', 'release/reopen',
                                  'release/health', 'release/support']
        runbook.recoveries()*.id() == ['immediate']
        runbook.recoveries()[0].steps()*.id() == ['immediate/restore', 'immediate/old-api', 'immediate/forget']
        runbook.step('schema/maintenance').get().clock() == Step.Clock.OPENS
        runbook.step('release/reopen').get().clock() == Step.Clock.CLOSES
        runbook.step('release/deploy').get().action().argv()*.show() == ['kubectl', 'set', 'image', 'deployment/api', 'api=mono-api:v2.0.0']
        runbook.files().keySet() == ['book.groovy', 'migrations/01-a.sql', 'migrations/02-b.sql', 'migrations/revert/01-a.sql', 'migrations/revert/02-b.sql'] as Set
        loaded.warnings()*.code() == ['HR101']
        loaded.warnings()[0].what().contains("'release/reopen'")
    }

    private static Script sample() {
        Script.of(LanguageSpec.getResource('sample.groovy').text)
            .file('migrations/01-a.sql', 'create table a ()').file('migrations/02-b.sql', 'create table b ()')
            .file('migrations/revert/01-a.sql', 'drop table a').file('migrations/revert/02-b.sql', 'drop table b')
    }

    def "backup"() {
        when:
        BackupAction action = Script.step("backup { to 'x'; jobs 3; compress 5; verify restored; tables 'a', 'b'; exclude 'c'; schemaOnly(); keep '30d' }").step().action()

        then:
        action.database() == 'main'
        action.to().show() == 'x'
        [action.jobs(), action.compress()] == [3, '5']
        action.selection() == new Dump.Selection(['a', 'b'], ['c'], true, false)
        action.proving() == Dump.Proving.RESTORED
        action.keep().age() == Duration.ofDays(30)

        and: 'the defaults'
        Script.step('backup { }').step().action().proving() == Dump.Proving.READ
        Script.step('backup { keep 7 }').step().action().keep().count() == 7
    }

    def "restore"() {
        when:
        RestoreAction action = Script.step("manual 'x' }\nstep('r') { restore { from 'a/k'; into 'new'; over() } }\nstep('k') { backup { }").runbook().step('a/r').get().action()

        then:
        [action.database(), action.from().show(), action.into(), action.over()] == ['main', 'a/k', 'new', true]

        and: 'a folder is no step'
        Script.step("restore { from './a/k' }").step().action().from().show() == './a/k'
        Script.step("restore { from '/var/backups/x' }").step().action().from().show() == '/var/backups/x'
    }

    def "sql, with its bounds and its values"() {
        when:
        SqlAction action = Script.step("""sql("update t set a = \${3} where b = \${name('B')} and c > \${result('a/first', 'id')}") { lockTimeout '1s'; statementTimeout '2m' }""").step().action()

        then:
        action.sql().statements()*.sql() == ['update t set a = ? where b = "B" and c > ?']
        action.sql().values()*.show() == ['3', '<id from a/first>']
        action.envelope().lockTimeout() == Duration.ofSeconds(1)
        action.envelope().statementTimeout() == Duration.ofMinutes(2)
        !action.outside()

        and:
        Script.step("sql('vacuum t') { outsideTransaction() }").step().action().outside()
        Script.step("sql file('x.sql')").file('x.sql', 'drop table y').step().action().ceiling() == Risk.DESTROYS
        Script.step("String word = \"it's\"; sql \"comment on table t is \${literal(word)}\"").step().action().sql().statements()*.sql() == ["comment on table t is 'it''s'"]
    }

    def "sql knows the place of each statement"() {
        when:
        SqlText sql = Script.step("sql '''\n  select 1;\n  drop table x\n'''").step().action().sql()

        then:
        sql.statements().collect { [it.position().line(), it.position().column()] } == [[10, 3], [11, 3]]
    }

    def "migrate reads its files in the natural order of their names"() {
        when:
        MigrateAction action = Script.step("migrate { files 'm/*.sql'; revert 'm/back/*.sql'; upTo '2-b.sql'; baseline '1-a.sql' }")
            .file('m/10-c.sql', 'select 10').file('m/2-b.sql', 'select 2').file('m/1-a.sql', 'select 1').file('m/back/10-c.sql', 'select 0')
            .step().action()

        then:
        action.files()*.name() == ['1-a.sql', '2-b.sql', '10-c.sql']
        action.reverts()*.name() == ['10-c.sql']
        [action.upTo(), action.baseline(), action.step(), action.database()] == ['2-b.sql', '1-a.sql', 'a/b', 'main']
        action.files()[0].sql().position().file().endsWith('m/1-a.sql')
    }

    def "index, backfill and partition"() {
        expect:
        with((IndexAction) Script.step("index { create \"unique i on t (a) where b = 'x'\" }").step().action()) {
            [mode(), definition()] == [IndexAction.Mode.CREATE, "unique i on t (a) where b = 'x'"]
        }
        ((IndexAction) Script.step("index { drop 'i' }").step().action()).mode() == IndexAction.Mode.DROP
        ((IndexAction) Script.step("index { replace 'i on t (a)' }").step().action()).mode() == IndexAction.Mode.REPLACE
        with((BackfillAction) Script.step("String col = 'u'; backfill { table 't'; set \"\${name(col)} = \${literal('x')}\"; where 'u is null'; batch 5_000; pause '100ms'; whileLagBelow '5s'; key 'id' }").step().action()) {
            [table(), set(), where(), batch(), key()] == ['t', "u = 'x'", 'u is null', 5000, 'id']
            [pause(), whileLagBelow()] == [Duration.ofMillis(100), Duration.ofSeconds(5)]
        }
        with((PartitionAction) Script.step("partition { table 't'; by month; ahead 3; behind 1; keep 24; retire drop; zone 'Europe/Berlin'; template '{table}_{yyyy}_{MM}' }").step().action()) {
            [table(), by(), ahead(), behind(), keep(), retire(), zone().id, template()] ==
                ['t', PartitionAction.Step.MONTH, 3, 1, 24, PartitionAction.Retire.DROP, 'Europe/Berlin', '{table}_{yyyy}_{MM}']
        }
        ((PartitionAction) Script.step("partition { table 't'; by day }").step().action()).retire() == PartitionAction.Retire.DETACH
    }

    def "lives are spread by jitter: '#jitter' is #percent"() {
        given:
        def step = "warm { from 'select 1 as a, 2 as b'; key 'k:{a}'; value '{b}'; ttl $ttl, jitter: '$jitter' }"

        expect:
        with((WarmAction) Script.step(step).step().action()) { [it.ttl(), it.jitter()] == [Duration.ofHours(1), percent] }

        where:
        ttl   | jitter || percent
        "'1h'" | '10%' || 10
        "'1h'" | '1%'  || 1
        "'60m'" | '90%' || 90
    }

    def "flush and warm"() {
        expect:
        with((FlushAction) Script.step("flush { keys 'perm:*' }").step().action()) { [cache(), pattern(), everything()] == ['permissions', 'perm:*', false] }
        ((FlushAction) Script.step('flush { everything() }').step().action()).everything()
        with((WarmAction) Script.step("warm { from 'select 1 as a, 2 as b'; key 'k:{a}'; $holds; ttl '1h'; batch 10; replace() }").step().action()) {
            [shape(), key(), values(), ttl(), batch(), replace()] == [is, 'k:{a}', of, Duration.ofHours(1), 10, true]
        }

        where:
        holds                                  | is                    | of
        "value '{b}'"                          | Warm.Shape.STRING     | [value: '{b}']
        "hash one: '{a}', two: '{b}'"          | Warm.Shape.HASH       | [one: '{a}', two: '{b}']
        "set '{b}'"                            | Warm.Shape.SET        | [value: '{b}']
        "sortedSet member: '{a}', score: '{b}'" | Warm.Shape.SORTED_SET | [member: '{a}', score: '{b}']
        'json()'                               | Warm.Shape.JSON       | [:]
        "json '{b}'"                           | Warm.Shape.JSON       | [value: '{b}']
    }

    def "http keeps secrets and results apart from its text"() {
        when:
        HttpAction action = Script.step('''http { post "/x/${result('a/first', 'id')}"; header 'Authorization', "Bearer ${secret('api')}"
          json name: 'a "quoted" one', n: 3, on: true, list: ['x', 2.5], in: [a: null], token: secret('t'), id: "i-${result('a/first', 'id')}"
          expect status(201); capture 'other', '$.other'; captureSecret 'token', '$.t' }''').step().action()

        then:
        [action.service(), action.method(), action.path().show()] == ['api', 'POST', '/x/<id from a/first>']
        action.headers()['Authorization'].show() == 'Bearer <secret api>'
        action.headers()['Content-Type'].show() == 'application/json'
        action.body().show() == '{"name":"a \\"quoted\\" one","n":3,"on":true,"list":["x",2.5],"in":{"a":null},"token":"<secret t>","id":"i-<id from a/first>"}'
        action.body().hidden()
        action.captures() == [other: '$.other']
        action.hiddenCaptures() == [token: '$.t']
        action.expects()*.class*.simpleName == ['Status']

        and:
        ((HttpAction) Script.step("http { put '/x'; body file('b.json') }").file('b.json', '{"a":1}').step().action()).body().show() == '{"a":1}'
    }

    def "migrate by the team's own tool"() {
        when:
        ToolAction action = Script.step('''migrate { sqitch { directory 'db'; program 'bin/sqitch', '-q'; through 'docker', "x${1 + 1}"
            env URL: jdbcUrl('main'), T: "db:${url('main')}"; history 'ops.changes'; unchecked() }; upTo '@v1' }''').file('db/sqitch.plan', '').step().action()

        then:
        action.tool().name() == 'sqitch'
        with(action.project()) {
            [database(), program()*.show(), through()*.show(), directory(), history(), unchecked(), upTo(), downTo()] ==
                ['main', ['bin/sqitch', '-q'], ['docker', 'x2'], 'db', 'ops.changes', true, '@v1', null]
            environment().collectEntries { k, v -> [k, v.show()] } == [URL: '<JDBC url of main>', T: 'db:<url of main>']
        }
        action.ceiling() == Risk.CHANGES
        action.wayBack() instanceof WayBack.By

        and:
        ((ToolAction) Script.step("migrate { prisma { directory 'web' } }").file('web/prisma/migrations/2_b/migration.sql', '')
            .file('web/prisma/migrations/1_a/migration.sql', '').file('web/prisma/migrations/none', '').step().action()).tool().migrations() == ['1_a', '2_b']
    }

    def "command"() {
        when:
        CommandAction action = Script.step('''command(['./deploy', "r-${1 + 1}"]) { env TOKEN: secret('t'), URL: url('main'); directory 'bin'; input "x ${secret('y')}"; expect exit(3); capture 'out' }''')
            .file('bin/deploy', '').step().action()

        then:
        action.argv()*.show() == ['./deploy', 'r-2']
        action.environment().collectEntries { k, v -> [k, v.show()] } == [TOKEN: '<secret t>', URL: '<url of main>']
        [action.directory(), action.input().show(), action.expectedExit(), action.capture()] == ['bin', 'x <secret y>', 3, 'out']

        and:
        ((CommandAction) Script.step("command 'a', \"b \${runId}\", 'c'").step().action()).argv()*.show() == ['a', 'b <run id>', 'c']
    }

    def "manual, waitFor and monitor"() {
        expect:
        with((ManualAction) Script.step("manual 'Any issue?'; answer 'no'; evidence 'Link'").step().action()) {
            [instruction().show(), answer(), evidence()] == ['Any issue?', 'no', 'Link']
        }
        ((WaitForAction) Script.step("waitFor '30s'").step().action()).time() == Duration.ofSeconds(30)
        with((WaitForAction) Script.step("waitFor { until { sql 'select a from t'; expect 1 }; atMost '5m'; every '2s' }").step().action()) {
            [it.time(), it.until().size(), it.atMost(), it.every()] == [null, 1, Duration.ofMinutes(5), Duration.ofSeconds(2)]
        }
        with((MonitorAction) Script.step("monitor { every '1s'; during '3m'; tolerate 2; onFailure rollback; check('h') { http '/health'; expect status(200) } }").step().action()) {
            [it.every(), it.during(), it.tolerate(), it.onFailure(), it.checks()*.title()] ==
                [Duration.ofSeconds(1), Duration.ofMinutes(3), 2, Observe.OnFailure.ROLLBACK, ['h']]
        }
    }

    def "what stands around an action"() {
        when:
        Step step = Script.step('''
          on 'main'
          require('r') { backupOf 'main'; expect youngerThan('1h') }
          when('w') { schema column: 'a.b'; expect some }
          sql 'delete from t where a = 1'
          check('c') { sql 'select a from t'; warn above(0.5); expect atMost(1); weight 2; within '2m' every '5s'; lasting() }
          watch { every '7s'; tolerate 1; check('lag') { sql 'select a from t'; expect 0 } }
          rollback { sql 'insert into t values (1)'; check('back') { sql 'select a from t'; expect 1 } }
          remedy('Restart') { command 'systemctl', 'restart', 'api' }
          retry times: 3, wait: '10s'
          timeout '10m'
          note 'n'; hint 'h'; announce 'a'
        ''').step()

        then:
        step.title() == 'B'
        step.requires()*.title() == ['r']
        step.when().title() == 'w'
        with(step.checks()[0]) {
            [title(), weight(), lasting(), patience().within(), patience().every()] == ['c', 2.0d, true, Duration.ofMinutes(2), Duration.ofSeconds(5)]
            [expects().size(), warns().size()] == [1, 1]
        }
        [step.watch().every(), step.watch().tolerate(), step.watch().checks().size()] == [Duration.ofSeconds(7), 1, 1]
        step.wayBack() instanceof WayBack.By
        step.wayBack().shown() == "sql 'insert into t values (1)'; check 'back' { sql 'select 1'; expect 1 }".split(';')[0]
        step.wayBack().ceiling() == Risk.CHANGES
        step.wayBack().action().apply(null) instanceof SqlAction
        step.rollbackChecks()*.title() == ['back']
        step.remedies()*.title() == ['Restart']
        step.retry() == new Step.Retry(3, Duration.ofSeconds(10))
        step.timeout() == Duration.ofMinutes(10)
        step.words() == new Step.Words(['n'], ['h'], ['a'])
        [step.position().line(), step.position().column()] == [8, 5]
    }

    def "the way back is the author's, else the action's own"() {
        expect:
        Script.step("sql 'select 1'; irreversible 'Mails are out'").step().wayBack() == new WayBack.Irreversible('Mails are out')
        Script.step("sql 'update t set a = 1 where b'").step().wayBack() instanceof WayBack.None
        Script.step("flush { keys 'a:*' }").step().wayBack() instanceof WayBack.Nothing
        Script.step("check('c') { sql 'select a from t'; expect 1 }").step().wayBack() instanceof WayBack.Nothing
    }

    def "a write with no way back is a warning with its place"() {
        when:
        Loaded loaded = Script.step("sql 'update t set a = 1 where b'").load()

        then:
        loaded.warnings()*.code() == ['HR101']
        loaded.warnings()[0].position().line() == 8
        loaded.warnings()[0].safeWay().contains('rollback')

        and:
        Script.step("sql 'update t set a = 1 where b'; rollback { sql 'update t set a = 0 where b' }").load().warnings().empty
    }

    def "a question: #words"() {
        expect:
        Script.step("check('c') { $words }").step().checks()[0].question().class.simpleName == is

        where:
        words                                                         | is
        "sql 'select a from t'; expect 1"                             | 'SqlQuestion'
        "redis 'count', 'a:*'; expect atLeast(1)"                     | 'RedisQuestion'
        "redis 'ping'; expect 'PONG'"                                 | 'RedisQuestion'
        "http '/health'; expect status(200)"                          | 'HttpQuestion'
        "http { head '/health'; header 'A', secret('t') }; expect status(200)" | 'HttpQuestion'
        "metric 'up'; expect 1"                                       | 'MetricQuestion'
        "command 'kubectl', 'version'; expect exit(0)"                | 'CommandQuestion'
        "command(['ls']) { env A: 'b' }; expect matching(~/a.*/)"     | 'CommandQuestion'
        "explain('select 1') { times 100 }; expect p95(below('10ms'))" | 'ExplainQuestion'
        "explain 'select 1'; expect usesIndex('i')"                   | 'ExplainQuestion'
        "explain(\"select \${3}\") { times 20; warmUp 5 }; expect cost(below(1000)); expect noSequentialScan(over: 10_000)" | 'ExplainQuestion'
        "schema index: 'i'; expect valid; expect used"                | 'SchemaQuestion'
        "http '/x'; expect field('\$.a.b', atLeast(3)); expect field('\$.ok', true); expect containing('up'); expect containing(~/u/)" | 'HttpQuestion'
        "http '/x'; expect responseHeader('Content-Type', containing('json')); warn certificate(below('14d'))" | 'HttpQuestion'
        "metric('up') { over '15m'; every '1m' }; expect eachRow('value', 1); warn anyRow('value', above(0.010))" | 'MetricQuestion'
        "sample 'errors_total{code=\"500\"}'; expect 0"               | 'SampleQuestion'
        "sample 'up', '/admin/metrics'; expect 1"                     | 'SampleQuestion'
        "log 'x.log'; expect none"                                    | 'LogQuestion'
        "log { journal 'api'; lines ~/E/; since 'step' }; expect atMost(3)" | 'LogQuestion'
        "schema index: 'i'; expect valid"                             | 'SchemaQuestion'
        "content 't'; expect unchanged"                               | 'ContentQuestion'
        "disk 'backups'; expect above('10GB')"                        | 'DiskQuestion'
        "disk(); expect above('10GB')"                                | 'DiskQuestion'
        "backupOf 'main'; expect youngerThan('1h')"                   | 'BackupQuestion'
        "took 'a/first'; expect below('1m')"                          | 'TookQuestion'
        "runOf 'staging'; expect youngerThan('7d')"                   | 'RunOfQuestion'
    }

    /** Some answers only one kind of question has. */
    static final Map<String, String> QUESTIONS = [valid: "schema index: 'i'", covers: "schema partition: 't'", usesIndex: "explain 'select a from t'",
                                                  p95: "explain('select a from t') { times 9 }", status: "http '/x'", exit: "command 'true'"]

    def "backupOf finds also what another runbook backed up: home's folder is always looked in"() {
        expect:
        Script.of("runbook('b', 'B') { database 'main'; section('a') { $backup step('c') { check('x') { backupOf 'main'; expect youngerThan('1h') } } } }")
            .load().runbook().steps().toList().last().checks()[0].question().folders() == folders

        where:
        backup                                | folders
        ''                                    | ['backups']
        "step('b') { backup { to 'vault' } };" | ['vault', 'backups']
    }

    def "a check that fails on purpose loads: a constant that is another one than expected proves nothing falsely"() {
        expect:
        Script.of("runbook('b', 'B') { database 'main'; section('a') { step('b') { check('never') { sql 'select 1'; expect 2 } } } }")
            .load().runbook().steps()[0].checks()*.title() == ['never']
    }

    def "an answer: #words"() {
        expect:
        Script.step("check('c') { ${QUESTIONS.find { words.startsWith(it.key) }?.value ?: "sql 'select a from t'"}; expect $words }")
            .step().checks()[0].expects()[0].toString() == is

        where:
        words                                                  | is
        '0'                                                    | 'Equal[value=0]'
        "'x'"                                                  | 'Equal[value=x]'
        'true'                                                 | 'Equal[value=true]'
        '(-1)'                                                 | 'Equal[value=-1]'
        'none'                                                 | 'Rows[some=false]'
        'some'                                                 | 'Rows[some=true]'
        'valid'                                                | 'Valid[]'
        'atLeast(2)'                                           | 'Within[from=2.0, fromIncluded=true, to=null, toIncluded=false, shown=at least 2]'
        "below('10ms')"                                        | 'Within[from=null, fromIncluded=false, to=10.0, toIncluded=false, shown=below 10ms]'
        "atMost('2kB')"                                        | 'Within[from=null, fromIncluded=false, to=2048.0, toIncluded=true, shown=at most 2kB]'
        'between(1, 2.5)'                                      | 'Within[from=1.0, fromIncluded=true, to=2.5, toIncluded=true, shown=between 1 and 2.5]'
        "oneOf('a', 'b')"                                      | 'OneOf[values=[a, b]]'
        'matching(~/a.*/)'                                     | 'Matching[pattern=a.*]'
        "covers('+2d')"                                        | 'Covers[moment=+2d]'
        "covers('2026-12-15')"                                 | 'Covers[moment=2026-12-15]'
        "usesIndex('i')"                                       | 'UsesIndex[index=i]'
        "eachRow('r', 'PASS')"                                 | 'EachRow[column=r, answer=Equal[value=PASS]]'
        "youngerThan('1h')"                                    | 'YoungerThan[age=PT1H]'
        "p95(below('10ms'))"                                   | 'Percentile[percent=95, bound=Within[from=null, fromIncluded=false, to=10.0, toIncluded=false, shown=below 10ms]]'
        'unchanged'                                            | 'Unchanged[sinceRun=false]'
        "unchanged(since: 'run')"                              | 'Unchanged[sinceRun=true]'
        "notWorse(by: '10%')"                                  | 'NotWorse[by=0.1]'
        'status(200)'                                          | 'Status[status=200]'
        'exit(0)'                                              | 'Exit[status=0]'
    }

    def "on names the target where there are several, the nearest one counts"() {
        given:
        Runbook runbook = Script.of('''runbook('x') {
          database 'one'; database 'two'; cache 'c1'; cache 'c2'
          section('s') {
            step('a') { on 'two'; sql 'select 1'; check('c') { on 'one'; sql 'select a from t'; expect 1 }; check('d') { sql 'select a from t'; expect 1 } }
            step('b') { sql('select 1') { on 'one' } }
            step('w') { warm { on 'c2'; on 'one'; from 'select 1 as a'; key 'a:{a}'; value '{a}' } }
            step('r') { on 'two'; sql 'select 1'; rollback { on 'one'; sql 'select 2' } }
          }
        }''').runbook()

        expect:
        runbook.step('s/a').get().action().database() == 'two'
        runbook.step('s/a').get().checks()*.question()*.database() == ['one', 'two']
        runbook.step('s/b').get().action().database() == 'one'
        with(runbook.step('s/w').get().action()) { [cache(), database()] == ['c2', 'one'] }
        runbook.step('s/r').get().wayBack().action().apply(null).database() == 'one'
    }

    def "targets may be declared after the steps that use them"() {
        expect:
        Script.of("runbook('x') { section('s') { step('a') { sql 'select 1' } }\ndatabase 'late' }").runbook().step('s/a').get().action().database() == 'late'
    }

    def "a section, a recovery and the window"() {
        given:
        Runbook runbook = Script.of('''runbook('x', 'X') {
          description 'd'; link 'Design', 'https://x'; link 'https://y'
          window '30m', between: '01:00-05:00', zone: 'Europe/Berlin'
          section('s') { note 'n'; after '24h'; step('a') { manual 'x' } }
          recovery('back') { step('a') { manual 'y' } }
        }''').runbook()

        expect:
        runbook.about().links() == ['Design: https://x', 'https://y']
        [runbook.about().description(), runbook.about().between()] == ['d', '01:00-05:00 Europe/Berlin']
        with(runbook.sections()[0]) { [title(), notes(), after()] == ['s', ['n'], Duration.ofHours(24)] }
        runbook.recoveries()[0].title() == 'back'
    }

    def "the digest covers the script, every file it names and the inputs"() {
        given:
        String text = "String a = input('a', 'b', 'c')\nrunbook('x') { database 'm'; section('s') { step('a') { sql file('x.sql') } } }"
        Closure<String> digest = { String script, String sql, Map<String, String> given -> Script.of(script).file('x.sql', sql).given(given).runbook().digest() }
        String first = digest(text, 'select 1', [:])

        expect:
        first ==~ /[0-9a-f]{64}/
        digest(text, 'select 1', [:]) == first
        digest(text, 'select 1', [a: 'b']) == first
        digest(text + ' ', 'select 1', [:]) != first
        digest(text, 'select 2', [:]) != first
        digest(text, 'select 1', [a: 'c']) != first
    }
}
