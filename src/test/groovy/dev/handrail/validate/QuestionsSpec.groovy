package dev.handrail.validate

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Expectation
import dev.handrail.runbook.Manifest
import dev.handrail.runbook.Reading
import dev.handrail.runbook.Service
import dev.handrail.runbook.TargetRef
import dev.handrail.seen.Seen
import dev.handrail.text.SqlText
import dev.handrail.text.Text
import java.time.Duration
import java.time.Instant
import spock.lang.Specification

class QuestionsSpec extends Specification {
    static final Text TOKEN = new Text([new Text.Captured('a/login', 'token')])

    Seen.SeenDatabase database = new Seen.SeenDatabase()
    Seen targets = new Seen(databases: [main: database])

    def "each question says what it asks, of which target, and what it waits for"() {
        expect:
        question.show() == shown
        question.target() == target
        question.awaits()*.name() == awaits

        where:
        question                                                                     | shown                         | target                     | awaits
        new SqlQuestion('main', sql('select 1'))                                     | 'select 1'                    | TargetRef.database('main') | []
        new SqlQuestion('main', new SqlText([new SqlText.Raw('select '), new SqlText.Bound(TOKEN)], Position.NOWHERE)) | 'select :<token from a/login>' | TargetRef.database('main') | ['token']
        new RedisQuestion('c', 'count', ['perm:*'])                                  | 'redis count perm:*'          | TargetRef.cache('c')       | []
        new HttpQuestion('api', 'GET', Text.of('/health'), [Authorization: TOKEN])   | 'GET /health on api'          | TargetRef.service('api')   | ['token']
        new MetricQuestion('default', 'up')                                          | 'up'                          | TargetRef.metrics('default') | []
        new CommandQuestion([Text.of('echo'), Text.of('a b')], [T: TOKEN], '')       | "echo 'a b'"                  | TargetRef.HOST             | ['token']
        new ExplainQuestion('main', sql('select 1'), 100, 9)                         | 'explain select 1; measured 100 times after 9 to warm up' | TargetRef.database('main') | []
        new SchemaQuestion('main', SchemaQuestion.Kind.COLUMN, 'users.id')           | 'schema column users.id'      | TargetRef.database('main') | []
        new ContentQuestion('main', 'users')                                         | 'content users'               | TargetRef.database('main') | []
        new BackupQuestion('main', ['backups'])                                      | 'backup of main'              | TargetRef.database('main') | []
        new TookQuestion('a/b')                                                      | 'took a/b'                    | TargetRef.HOST             | []
        new RunOfQuestion('staging')                                                 | 'run of staging'              | TargetRef.HOST             | []
        new LogQuestion('x.log', false, ~/ERROR/, Expectation.Baseline.RUN)          | 'lines of x.log with ERROR since the run began' | TargetRef.HOST     | []
        new DiskQuestion('backups')                                                  | 'disk backups'                | TargetRef.HOST             | []
    }

    def "redis counts keys by their pattern and passes other questions on"() {
        given:
        targets.caches.c = new Seen.SeenCache(keys: ['perm:1', 'perm:2', 'x'],
            asked: { String command, List<String> arguments -> Reading.of("$command $arguments".toString()) })

        expect:
        new RedisQuestion('c', 'count', ['perm:*']).ask(targets).value() == 2
        new RedisQuestion('c', 'get', ['x']).ask(targets).value() == 'get [x]'

        when:
        new RedisQuestion('c', 'count', []).ask(targets)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
    }

    def "the journal of a unit is asked for what came since, by the second's thousandth"() {
        given:
        List<String> argv = []
        targets.host.asked = { List<String> a ->
            argv = a
            Reading.of('12:00 api ERROR x\n12:01 api fine\n12:02 api ERROR y').fact('exit', 0L)
        }
        LogQuestion question = new LogQuestion('api.service', true, ~/ERROR/, Expectation.Baseline.RUN)

        when:
        Reading read = question.ask(targets, question.mark(targets))

        then:
        argv.containsAll(['journalctl', '--unit=api.service', '--since=@1795262400.000'])
        read.rows() == [['12:00 api ERROR x'], ['12:02 api ERROR y']]
        new Within(null, false, 2, true, 'at most 2').judge(read, null, targets).holds()
        !new Equal(1).judge(read, null, targets).holds()
        !new Rows(false).judge(read, null, targets).holds()
    }

    def "a journal that can't be read, or says too much, is no silence: #told"() {
        given:
        targets.host.asked = { Reading.of('').fact('exit', exit).fact(fact, told) }
        LogQuestion question = new LogQuestion('api.service', true, ~/ERROR/, Expectation.Baseline.RUN)

        when:
        question.ask(targets, question.mark(targets))

        then:
        thrown(Problem)

        where:
        exit | fact     | told
        1L   | 'stderr' | 'no permission'
        0L   | 'cut'    | true
    }

    def "without a mark nobody can say what is new"() {
        when:
        new LogQuestion('x.log', false, ~/ERROR/, Expectation.Baseline.RUN).ask(targets)

        then:
        thrown(Problem)
    }

    def "a page of metrics has '#wanted': #rows"() {
        given:
        String page = '''# HELP errors_total Errors
# TYPE errors_total counter
errors_total{code="500",path="/a,b\\"}"} 3 1395066363000
errors_total{code="404", path="/"} 1e2
errors_total_created 5
open_fds 12
load NaN
'''
        targets.services.api = new Service() {
            String base() { 'http://x' }

            Reading ask(String method, Text path, Map<String, Text> headers, dev.handrail.text.Values values) {
                Reading.of(page).fact('status', 200L)
            }
        }

        expect:
        new SampleQuestion('api', '/metrics', Samples.parse(wanted).get()).ask(targets).rows()*.last() == rows

        where:
        wanted                      | rows
        'open_fds'                  | [12.0d]
        'errors_total'              | [3.0d, 100.0d]
        'errors_total{code="500"}'  | [3.0d]
        'errors_total{code="5"}'    | []
        'load'                      | [Double.NaN]
        'errors'                    | []
    }

    def "'#written' names no sample"() {
        expect:
        Samples.parse(written).empty

        where:
        written << ['', '1x', 'a b', 'x{', 'x{code=500}', 'x 5']
    }

    def "a page that is not there is no silence"() {
        given:
        targets.services.api = [base: { '' }, ask: { String m, Text p, Map h, v -> Reading.of('nope').fact('status', 404L) }] as Service

        when:
        new SampleQuestion('api', '/metrics', Samples.parse('up').get()).ask(targets)

        then:
        Problem problem = thrown()
        problem.what() == '/metrics on api answered 404'
    }

    def "the newest proven backup of this very database is when it was taken"() {
        given:
        targets.host.manifests = [manifest('old', '2026-11-20T10:00:00Z'), manifest('new', '2026-11-21T10:00:00Z'),
                                  manifest('other-database', '2026-11-21T11:00:00Z', 'other'),
                                  manifest('other-cluster', '2026-11-21T11:00:00Z', 'shop', '8000'),
                                  manifest('../elsewhere', '2026-11-21T11:00:00Z')]

        when:
        Reading read = new BackupQuestion('main', ['backups']).ask(targets)

        then:
        read.value() == '2026-11-21T10:00:00Z'
        read.facts().place == '/home/backups/new'
    }

    def "without a backup, a run or a step there is no row"() {
        expect:
        new BackupQuestion('main', ['backups']).ask(targets).total() == 0
        new TookQuestion('a/b').ask(targets).total() == 0
        new RunOfQuestion('staging').ask(targets).total() == 0
    }

    def "how long a step took is in milliseconds, when a run passed is a moment"() {
        given:
        targets.history.tookBySteps['a/b'] = Duration.ofSeconds(90)
        targets.history.passed.staging = Instant.parse('2026-11-20T10:00:00Z')

        expect:
        new TookQuestion('a/b').ask(targets).value() == 90_000L
        new RunOfQuestion('staging').ask(targets).value() == '2026-11-20T10:00:00Z'
        new DiskQuestion('backups').ask(targets).value() == 1L << 40
    }

    def "a plan says how tables are read and by which indexes"() {
        given:
        database.asked = { String sql -> Reading.of('''[
  {
    "Plan": {
      "Node Type": "Nested Loop",
      "Total Cost": 12.50,
      "Plans": [
        {
          "Node Type": "Index Scan",
          "Index Name": "users_uuid_key",
          "Relation Name": "users",
          "Total Cost": 8.31,
          "Index Cond": "(note = '\\\\"Index Name\\\\": \\\\"faked\\\\"')"
        },
        {
          "Node Type": "Bitmap Heap Scan",
          "Relation Name": "orders",
          "Plans": [
            {
              "Node Type": "Bitmap Index Scan",
              "Index Name": "odd \\\\"name\\\\"",
              "Total Cost": 4.30
            }
          ]
        }
      ]
    },
    "Planning Time": 0.250,
    "Execution Time": 1.500
  }
]'''.replace('\\\\', '\\')) }

        when:
        Reading read = new ExplainQuestion('main', sql('select 1'), times, 0).ask(targets)

        then:
        read.value() == 'Index Scan on users, Bitmap Heap Scan on orders, Bitmap Index Scan on odd "name"'
        read.facts().indexes == ['users_uuid_key', 'odd "name"']
        read.facts().cost == 12.5d
        read.facts().ms == ms
        database.log == asked

        where:
        times | ms           | asked
        0     | null         | ['explain (verbose, format json) select 1']
        2     | [1.75, 1.75] | ['explain (verbose, format json) select 1'] + ['explain (analyze, timing off, format json) select 1'] * 2
    }

    def "the privilege '#written' is #privileges on #kind #object for #role"() {
        given:
        Privilege privilege = Privilege.parse(written)

        expect:
        privilege.privileges() == privileges
        privilege.kind() == kind
        privilege.object() == object
        privilege.role() == role

        where:
        written                             | privileges           | kind       | object   | role
        'select on users'                   | ['select']           | 'table'    | 'users'  | null
        'select, insert on s.users for app' | ['select', 'insert'] | 'table'    | 's.users' | 'app'
        'USAGE on schema s to app'          | ['USAGE']            | 'schema'   | 's'      | 'app'
        'connect on database shop'          | ['connect']          | 'database' | 'shop'   | null
    }

    def "'#written' is no privilege"() {
        when:
        Privilege.parse(written)

        then:
        thrown(Problem)

        where:
        written << ['', 'select', 'select users', 'on users', 'select; drop on t']
    }

    def "the content is hashed whatever the order, under the table's quoted name"() {
        given:
        database.asked = { String sql -> Reading.rows(['rows', 'hash'], [[3L, '12345']]) }

        when:
        Reading read = new ContentQuestion('main', 'odd "name"').ask(targets)

        then:
        read.value() == '3 rows, 12345'
        read.facts().rows == 3L
        database.log[0].endsWith('from "odd ""name""" content')
    }

    private static SqlText sql(String text) {
        SqlText.of(text, Position.NOWHERE)
    }

    private static Manifest manifest(String name, String at, String database = 'shop', String system = '7000') {
        new Manifest(java.nio.file.Path.of('/home/backups').resolve(name).normalize().toString(), database, system,
            'run-0', Instant.parse(at), 10, 'd', 'read', '15.19', [:], 0, 0, null, 0)
    }
}
