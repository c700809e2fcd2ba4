package dev.handrail.target.postgres

import dev.handrail.live.Child
import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.problem.Position
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Finding
import dev.handrail.runbook.Semantics
import dev.handrail.runbook.Sql
import dev.handrail.text.SqlText
import spock.lang.Requires
import spock.lang.Tag
import spock.util.concurrent.PollingConditions

import static dev.handrail.target.postgres.PostgresSpec.login

/** Sessions that a killed run left behind: ended where they are ours beyond doubt, and no other session ever. */
@Requires({ LivePostgres.available })
class OrphansSpec extends EffectsOnPostgres {
    PollingConditions soon = new PollingConditions(timeout: 60)
    List<AutoCloseable> opened = []

    def setup() {
        anchor()
    }

    def cleanup() {
        opened.reverse()*.close()
    }

    def "a session that has our name by chance is let be"() {
        given:
        def other = server.connect(name)
        opened << other
        other.createStatement().execute("set application_name = 'handrail/spec-run/schema/scripts'")
        int pid = one(other, 'select pg_backend_pid()') as int

        when: 'its number is the one that is looked for, and it began at another time'
        def finding = effects.establish(started([pid: pid as String, backend: '2020-01-01 00:00:00+00', xid: '4000000000']))

        then:
        finding.verdict() == Finding.Verdict.NOT_APPLIED
        other.isValid(5)
    }

    @Tag('long')
    def "where #who may not see what a session is, it is neither ended nor taken for gone while it has our name"() {
        given:
        String user = "low_${name}_$who".replaceAll(/\W/, '_')
        server.execute(name, "create role $user login password '${LivePostgres.PASSWORD}'", "grant usage on schema handrail to $user",
                       "grant select on all tables in schema handrail to $user")
        def orphan = server.connect(name)
        opened << orphan
        orphan.createStatement().execute("set application_name = '$application'")
        def row = orphan.createStatement().executeQuery('select pg_backend_pid(), (select backend_start::text from pg_stat_activity where pid = pg_backend_pid())')
        row.next()
        def low = new PostgresEffects(login(server.conninfo(name, true, user)), database)
        opened << low

        when:
        def finding = low.establish(started([pid: row.getString(1), backend: row.getString(2), xid: '4000000000']))

        then:
        finding.verdict() == verdict
        !(verdict == Finding.Verdict.UNKNOWN) || finding.evidence().contains('can neither see nor end it')
        orphan.isValid(5)

        where:
        who       | application                        || verdict
        'a user'  | 'handrail/spec-run/schema/scripts' || Finding.Verdict.UNKNOWN
        'another' | 'psql'                             || Finding.Verdict.NOT_APPLIED
    }

    def "an end that is not ours to make leaves the outcome unknown"() {
        given: 'a role that sees the session, and may not end it'
        String user = "seer_$name"
        server.execute(name, "create role $user login password '${LivePostgres.PASSWORD}'", "grant pg_read_all_stats to $user")
        def orphan = server.connect(name)
        opened << orphan
        def row = orphan.createStatement().executeQuery('select pg_backend_pid(), (select backend_start::text from pg_stat_activity where pid = pg_backend_pid())')
        row.next()
        def low = new PostgresEffects(login(server.conninfo(name, true, user)), database)
        opened << low

        when:
        def finding = low.establish(started([pid: row.getString(1), backend: row.getString(2), xid: '4000000000']))

        then:
        finding.verdict() == Finding.Verdict.UNKNOWN
        finding.evidence().contains('42501')
        orphan.isValid(5)
    }

    def "a process killed while it establishes an outcome changes nothing: the next one finds the same"() {
        given:
        server.execute(name, 'create table t (a int)')
        def worker = new Child(UnknownEndSpec.PerformingProcess, server.conninfo(name), 'insert into t values (1); select pg_sleep(600)')
        opened << worker
        soon.eventually {
            assert server.value(name, "select count(*) from pg_stat_activity where datname = '$name' and wait_event = 'PgSleep'") == 1
        }
        worker.kill()
        Map facts = worker.lines.findAll { it.startsWith('fact ') }.collectEntries { it.split(' ', 3).with { p -> [p[1], p[2]] } }

        when: 'killed while it works on it'
        def establishing = new Child(EstablishingProcess, server.conninfo(name), *facts.collect { k, v -> "$k=$v".toString() })
        opened << establishing
        soon.eventually {
            assert establishing.said('begins')
        }
        establishing.kill()
        def first = effects.establish(started(facts))
        def second = effects.establish(started(facts))

        then:
        first.verdict() == Finding.Verdict.NOT_APPLIED
        second == first
        server.value(name, 'select count(*) from t') == 0
        server.value(name, "select count(*) from pg_stat_activity where datname = '$name' and wait_event = 'PgSleep'") == 0
    }

    def "#facts of work #kind are judged as #verdict"() {
        given: 'an earlier attempt of a walk that came to its end, and a later one that stopped on its way'
        server.execute(name, """insert into handrail.marker (run, step, phase, effect, attempt, cursor) values
            ('spec-run', 'schema/scripts', 'forward', 'ended', 1, null), ('spec-run', 'schema/scripts', 'forward', 'stopped', 3, '7')""")
        def started = new dev.handrail.runbook.Started('spec-run', 'schema/scripts', 'forward', effect, kind, dev.handrail.runbook.TargetRef.database('main'),
                                                       semantics, attempt, facts)

        expect:
        effects.establish(started).verdict() == verdict

        where:
        kind      | effect    | attempt | semantics            | facts                                   || verdict
        'sql'     | 'none'    | 1       | Semantics.ONCE       | [:]                                     || Finding.Verdict.UNKNOWN
        'sql'     | 'none'    | 1       | Semantics.ONCE       | [pid: '1']                              || Finding.Verdict.UNKNOWN
        'sql'     | 'none'    | 1       | Semantics.IDEMPOTENT | [:]                                     || Finding.Verdict.PLAN_AGAIN
        'sql'     | 'none'    | 1       | Semantics.ONCE       | [proof: 'select true']                  || Finding.Verdict.APPLIED
        'sql'     | 'none'    | 1       | Semantics.ONCE       | [proof: 'select false']                 || Finding.Verdict.PLAN_AGAIN
        'sql'     | 'none'    | 1       | Semantics.ONCE       | [proof: 'select 1 where false']         || Finding.Verdict.PLAN_AGAIN
        'sql'     | 'none'    | 1       | Semantics.ONCE       | [proof: 'select nonsense']              || Finding.Verdict.UNKNOWN
        'sql'     | 'none'    | 1       | Semantics.ONCE       | [xid: '3', system: '77']                || Finding.Verdict.UNKNOWN
        'sql'     | 'none'    | 1       | Semantics.ONCE       | [xid: '4000000000', timeline: '00000001'] || Finding.Verdict.NOT_APPLIED
        'sql'     | 'none'    | 1       | Semantics.ONCE       | [xid: 'nonsense']                       || Finding.Verdict.UNKNOWN
        'sql'     | 'ended'   | 1       | Semantics.TRANSACTIONAL | [xid: '4000000000']                  || Finding.Verdict.APPLIED
        'sql'     | 'ended'   | 2       | Semantics.TRANSACTIONAL | [xid: '4000000000']                  || Finding.Verdict.NOT_APPLIED
        'batches' | 'none'    | 1       | Semantics.IDEMPOTENT | [:]                                     || Finding.Verdict.PLAN_AGAIN
        'batches' | 'ended'   | 1       | Semantics.IDEMPOTENT | [:]                                     || Finding.Verdict.APPLIED
        'batches' | 'ended'   | 2       | Semantics.IDEMPOTENT | [:]                                     || Finding.Verdict.PLAN_AGAIN
        'batches' | 'stopped' | 3       | Semantics.IDEMPOTENT | [:]                                     || Finding.Verdict.PLAN_AGAIN
    }

    def "where schema handrail is not there the transaction's own status tells"() {
        given:
        server.execute(name, 'drop schema handrail cascade')

        expect:
        effects.establish(started([xid: '4000000000'])).verdict() == Finding.Verdict.NOT_APPLIED
    }

    def "a user who may read neither the marker rows nor which cluster it is finds nothing out, and says why"() {
        given:
        String user = "blind_$name"
        server.execute(name, "create role $user login password '${LivePostgres.PASSWORD}'", 'revoke execute on function pg_control_system() from public')
        def low = new PostgresEffects(login(server.conninfo(name, true, user)), new Postgres(login(server.conninfo(name, true, user))))
        opened << low

        when:
        def finding = low.establish(started([xid: '4000000000', system: '77']))
        low.mustBeChangeable()
        low.mustBeChangeable()

        then:
        finding.verdict() == Finding.Verdict.UNKNOWN
        finding.evidence().contains('42501')

        cleanup:
        server.execute(name, 'grant execute on function pg_control_system() to public')
    }

    def "a transaction still in progress, whose session nobody knows, is not decided"() {
        given:
        def other = server.connect(name)
        opened << other
        other.autoCommit = false
        String xid = one(other, 'select pg_current_xact_id()::text')

        expect:
        effects.establish(started([xid: xid])).evidence().contains('is still in progress')

        when:
        other.rollback()

        then:
        effects.establish(started([xid: xid])).verdict() == Finding.Verdict.NOT_APPLIED
    }

    @Requires({ LivePostgres.root })
    @Tag('long')
    def "a session that does not go although it was told to leaves the outcome unknown"() {
        given: 'a server process that is stopped, and so hears nothing'
        def orphan = server.connect(name)
        def row = orphan.createStatement().executeQuery('select pg_backend_pid(), (select backend_start::text from pg_stat_activity where pid = pg_backend_pid())')
        row.next()
        Map facts = [pid: row.getString(1), backend: row.getString(2), xid: '4000000000']
        ['kill', '-STOP', facts.pid].execute().waitFor()

        expect:
        effects.establish(started(facts)).evidence().contains('still works on it and could not be ended')

        when:
        ['kill', '-CONT', facts.pid].execute().waitFor()

        then:
        effects.establish(started(facts)).verdict() == Finding.Verdict.NOT_APPLIED

        cleanup:
        facts && ['kill', '-CONT', facts.pid].execute().waitFor()
    }

    private static Object one(java.sql.Connection connection, String query) {
        def row = connection.createStatement().executeQuery(query)
        row.next()
        row.getObject(1)
    }

    private static dev.handrail.text.Statement statement(String text) {
        SqlText.of(text, Position.NOWHERE).single()
    }

    private static dev.handrail.runbook.Started started(Map<String, String> facts, Sql work = null) {
        new LiveExecution(run: 'spec-run', facts: facts).asStarted(work ?: Sql.outside('main', statement('select 1'), null, Envelope.DEFAULT))
    }

    static class EstablishingProcess {
        static void main(String[] arguments) {
            Login login = PostgresSpec.login(arguments[0])
            Map<String, String> facts = arguments.drop(1).collectEntries { it.split('=', 2).with { p -> [p[0], p[1]] } }
            def effects = new PostgresEffects(login, new Postgres(login))
            println 'begins'
            System.out.flush()
            effects.establish(started(facts))
        }
    }
}
