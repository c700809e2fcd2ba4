package dev.handrail.target.postgres

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.live.Wire
import dev.handrail.problem.Position
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Finding
import dev.handrail.runbook.Sql
import dev.handrail.text.SqlText
import dev.handrail.text.Statement
import dev.handrail.text.Text
import spock.lang.Requires
import spock.lang.Tag
import spock.util.concurrent.PollingConditions

import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

import static dev.handrail.target.postgres.PostgresSpec.login

@Requires({ LivePostgres.available })
class SqlEffectSpec extends EffectsOnPostgres {
    LiveExecution execution = new LiveExecution()
    PollingConditions soon = new PollingConditions(timeout: 60)

    def setup() {
        server.execute(name, 'create table t (id int primary key, note text)')
        anchor()
    }

    def "the first effect makes schema handrail and notes the open run"() {
        expect:
        database.anchored()
        server.row(name, 'select run, runbook, operator, host from handrail.run') == ['run-1', 'shop', 'ana', 'ops1']

        when: 'it is done again'
        effects.anchor(new Anchor('main', true), new LiveExecution())

        then:
        server.value(name, 'select count(*) from handrail.run') == 1
    }

    def "statements are committed together with the row that proves them"() {
        when:
        def outcome = effects.sql(sql("insert into t values (1, 'a'); update t set note = 'b'; select * from t"), execution)

        then:
        outcome.counts() == [rows: 2L]
        server.row(name, 'select * from t') == [1, 'b']
        server.row(name, 'select step, phase, effect, attempt, xid::text, head from handrail.marker') ==
            ['schema/scripts', 'forward', 'e1', 1, execution.facts.xid, 'head']
        execution.facts.database == name
    }

    def "rows are counted where statements change rows: #statements"() {
        expect:
        effects.sql(sql(statements), execution).counts() == counts

        where:
        statements                                        || counts
        "update t set note = 'b' where id = 7"            || [rows: 0L]
        'with gone as (delete from t returning 1) select' || [rows: 0L]
        'alter table t add column c int'                  || [:]
        "create table u as select 1 as id"                || [rows: 1L]
    }

    def "nothing is sent before the start is on record, and nothing stays when it can't be"() {
        given:
        execution.whenStarted = { throw new IllegalStateException('the disk is full') }

        when:
        effects.sql(sql("insert into t values (1, 'a')"), execution)

        then:
        thrown(IllegalStateException)
        server.value(name, 'select count(*) from t') == 0
        server.value(name, 'select count(*) from handrail.marker') == 0
    }

    def "a failed statement is rolled back with all before it, and told by line"() {
        when:
        effects.sql(sql("insert into t values (1, 'a');\n\ninsert into t\n values (1, 'b')"), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().where() == 'migrations/01.sql:3:1'
        failure.problem().why().startsWith('unique violated (SQLSTATE 23505)')
        failure.problem().why().endsWith('Nothing changed: the transaction was rolled back.')
        server.value(name, 'select count(*) from t') == 0
        server.value(name, 'select count(*) from handrail.marker') == 0

        and: 'the next attempt goes on in the same session'
        effects.sql(sql("insert into t values (1, 'a')"), new LiveExecution(attempt: 2))
        server.value(name, 'select attempt from handrail.marker') == 2
    }

    def "the server's position points into the statement"() {
        when:
        effects.sql(sql("insert into t\nselect 1,\n       nme\nfrom t"), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.problem().where() == 'migrations/01.sql:3:8\n3 |        nme\n  |        ^'
    }

    def "a constraint that is judged at the commit fails there and is known to have failed"() {
        given:
        server.execute(name, 'create table child (t int references t deferrable initially deferred)')

        when:
        effects.sql(sql('insert into child values (7)'), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().why().contains('23503')
        server.value(name, 'select count(*) from handrail.marker') == 0
    }

    def "a deadlock, and a serialization failure, are told apart from what is wrong for good"() {
        given: 'another session that holds row 2 and wants row 1'
        server.execute(name, "insert into t values (1, 'a'), (2, 'a')")
        def other = server.connect(name)
        other.autoCommit = false
        other.createStatement().execute("set deadlock_timeout to '1h'; update t set note = 'b' where id = 2")
        def crossing = Thread.start { soon.eventually { assert waitsForOther() }; other.createStatement().execute("update t set note = 'b' where id = 1"); other.rollback() }

        when: 'who waits first looks once for a deadlock, so the other one has to wait by then'
        effects.sql(sql("set local deadlock_timeout to '300ms'; update t set note = 'c' where id = 1; " +
            "do \$\$ begin while not exists (select from pg_locks where locktype = 'transactionid' and not granted) loop perform pg_sleep(0.02); end loop; end \$\$; " +
            "update t set note = 'c' where id = 2"), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.CONFLICT
        failure.problem().why().contains('40P01')

        when: 'it is tried again'
        crossing.join()
        effects.sql(sql("update t set note = 'c' where id < 3"), new LiveExecution(attempt: 2))

        then:
        server.value(name, "select count(*) from t where note = 'c'") == 2

        when:
        effects.sql(sql("do \$\$ begin raise exception 'no' using errcode = '40001'; end \$\$"), new LiveExecution(effect: 'e2'))

        then:
        def serialization = thrown(EffectFailure)
        serialization.kind() == EffectFailure.Kind.CONFLICT

        cleanup:
        other?.close()
    }

    def "a commit that the server answers with a rollback, of which the driver says nothing, is found out"() {
        given:
        def wire = new Wire(server.port)
        wire.toServer = { byte[] bytes ->
            int at = new String(bytes, 'ISO-8859-1').indexOf('COMMIT')
            if (at >= 0) {
                System.arraycopy('ABORT '.bytes, 0, bytes, at, 6)
            }
            true
        }
        def own = new PostgresEffects(login(server.conninfo(name).replace("port=$server.port", "port=$wire.port")), database)

        when:
        own.sql(sql("insert into t values (1, 'a')"), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().what() == 'the server took the commit and did not commit'
        failure.problem().why().contains('is aborted')
        server.value(name, 'select count(*) from t') == 0

        cleanup:
        own?.close()
        wire?.close()
    }

    def "a session that is lost right behind the answer to COMMIT is no reason to say that it failed"() {
        given:
        def wire = new Wire(server.port)
        wire.toClient = { byte[] bytes ->
            int at = new String(bytes, 'ISO-8859-1').indexOf('COMMIT')
            wire.toClient = at < 0 ? wire.toClient : { byte[] later -> true }
            at < 0 ? true : at + 'COMMIT'.length() + 1
        }
        def own = new PostgresEffects(login(server.conninfo(name).replace("port=$server.port", "port=$wire.port")), database)

        when:
        own.sql(sql("insert into t values (1, 'a')"), execution)

        then:
        execution.lines.last().contains('handrail.marker has its row')

        cleanup:
        own?.close()
        wire?.close()
    }

    def "what fails behind COMMIT, in the same message, is no reason to say that nothing changed"() {
        given: 'a session can no more be made as new'
        def wire = new Wire(server.port)
        wire.toServer = { byte[] bytes ->
            int at = new String(bytes, 'ISO-8859-1').indexOf('unlisten *')
            if (at >= 0) {
                System.arraycopy('unlisten +'.bytes, 0, bytes, at, 10)
            }
            true
        }
        def own = new PostgresEffects(login(server.conninfo(name).replace("port=$server.port", "port=$wire.port")), database)

        when:
        own.sql(sql("insert into t values (1, 'a')"), execution)

        then:
        noExceptionThrown()
        server.value(name, 'select count(*) from t') == 1

        when: 'and the next effect'
        own.sql(sql("insert into t values (2, 'a')"), new LiveExecution(effect: 'next'))

        then:
        server.value(name, 'select count(*) from t') == 2

        cleanup:
        own?.close()
        wire?.close()
    }

    def "a row of the history that is refused takes the work back, and that is known"() {
        given:
        def work = new Sql('main', '01.sql', statements("insert into t values (1, 'a')"),
                           [Statement.ours('insert into handrail.migration (name, digest, run, step) values (?, ?, ?, ?)',
                                           Text.of('01.sql'), Text.of('abc'), Text.of('run-1'), Text.of('s/t'))],
                           true, null, Envelope.DEFAULT, [:])
        server.execute(name, "insert into handrail.migration (name, digest, run, step) values ('01.sql', 'x', 'y', 'z')")

        when:
        effects.sql(work, execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().what().contains('duplicate key')
        failure.problem().why().contains('Nothing changed: the transaction was rolled back')
        server.value(name, 'select count(*) from t') == 0

        cleanup:
        server.execute(name, 'truncate handrail.migration')
    }

    def "a statement that slipped through and ended the transaction is noticed, and nothing more is sent"() {
        given:
        def slipped = new Statement('commit', 'commit', [], Position.NOWHERE, Statement.Nature.CHANGES)
        def work = Sql.inTransaction('main', statements("insert into t values (1, 'a')") + slipped + statements("insert into t values (2, 'a')"), Envelope.DEFAULT)

        when:
        effects.sql(work, execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.UNKNOWN
        server.value(name, 'select count(*) from t') == 1
        effects.establish(execution.asStarted(work)).verdict() == Finding.Verdict.APPLIED
    }

    @Tag('long')
    def "an answer that comes slowly, portion by portion, is no silence"() {
        given:
        def wire = new Wire(server.port)
        wire.toClient = { byte[] bytes -> new CountDownLatch(1).await(15, TimeUnit.MILLISECONDS); true }
        def own = new PostgresEffects(login(server.conninfo(name).replace("port=$server.port", "port=$wire.port")), database)

        when:
        own.sql(sql("insert into t values (1, 'a'); select g from generate_series(1, 250000) g"), execution)

        then:
        server.value(name, 'select count(*) from t') == 1

        cleanup:
        own?.close()
        wire?.close()
    }

    private boolean waitsForOther() {
        server.value(name, "select count(*) from pg_stat_activity where datname = '$name' and state = 'active' and query like 'do %pg_locks%'") == 1
    }

    def "the same attempt is never committed twice"() {
        given:
        def work = sql("insert into t select coalesce(max(id), 0) + 1, 'a' from t")
        effects.sql(work, execution)

        when:
        effects.sql(work, new LiveExecution())

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.UNKNOWN
        server.value(name, 'select count(*) from t') == 1
        effects.establish(execution.asStarted(work)).verdict() == Finding.Verdict.APPLIED
    }

    def "a statement that ends the transaction is refused before anything is sent: #statement"() {
        when:
        effects.sql(sql("insert into t values (1, 'a'); $statement"), execution)

        then:
        thrown(EffectFailure)
        execution.facts == null
        server.value(name, 'select count(*) from t') == 0

        where:
        statement << ['commit', 'rollback', 'begin']
    }

    def "settings of one effect do not reach the next"() {
        given:
        String role = "other_$name"
        server.execute(name, "create role $role", "grant all on t to $role")

        when:
        effects.sql(sql("set search_path to pg_catalog; set lock_timeout to '1h'; set role $role; insert into public.t values (1, 'a')"),
                    execution)
        effects.sql(sql("insert into t values (2, current_setting('lock_timeout') || ' ' || current_user)"),
                    new LiveExecution(effect: 'e2'))

        then:
        server.value(name, 'select note from t where id = 2') == '2s postgres'
    }

    def "bookkeeping is written as the bound role even after the author took another one"() {
        given:
        String role = "owner_$name"
        server.execute(name, "create role $role", "grant all on t to $role")
        def work = new Sql('main', '01.sql', statements("set role $role; insert into t values (1, current_user)"),
                           [Statement.ours('insert into handrail.migration (name, digest, run, step) values (?, ?, ?, ?)',
                                           Text.of('01.sql'), Text.of('abc'), Text.of('run-1'), Text.of('s/t'))],
                           true, null, Envelope.DEFAULT, [revert: 'revert/01.sql'])

        when:
        def outcome = effects.sql(work, execution)

        then:
        server.row(name, 'select name, applied_by from handrail.migration') == ['01.sql', 'postgres']
        outcome.facts() == [title: '01.sql', revert: 'revert/01.sql']
        execution.facts.title == '01.sql'
        execution.facts.revert == 'revert/01.sql'
    }

    def "functions with semicolons inside reach the server whole"() {
        when:
        effects.sql(sql('''create function one() returns int language sql begin atomic select 1; select 1; end;
                           create function two() returns int language plpgsql as $f$ begin perform 1; return 2; end $f$'''),
                    execution)

        then:
        server.row(name, 'select one(), two()') == [1, 2]
    }

    def "what the server says meanwhile is passed on, a flood of it counted"() {
        when:
        effects.sql(sql('''do $$ begin raise notice 'half way'; perform pg_sleep(0.5);
                           for i in 1..5000 loop raise notice 'line %', i; end loop; end $$'''), execution)

        then:
        execution.lines[0] == 'half way'
        execution.lines.size() <= 201
        execution.lines.last() ==~ /… and \d+ more lines like these/
    }

    def "an operator's stop ends the statement at once and nothing stays"() {
        given:
        execution.whenStarted = { Thread.start { waitUntilSleeping(); execution.stop() } }

        when:
        effects.sql(sql("insert into t values (1, 'a'); select pg_sleep(60)"), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.CANCELLED
        server.value(name, 'select count(*) from t') == 0
    }

    def "a statement timeout is told apart from a stop"() {
        when:
        effects.sql(new Sql('main', '', statements('select pg_sleep(60)'), [], true, null,
                            new Envelope(Duration.ofSeconds(5), Duration.ofMillis(300)), [:]), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().what() == 'the statement took longer than 300ms'
    }

    def "a lock that is not given names who has it"() {
        given:
        def other = server.connect(name)
        other.autoCommit = false
        other.createStatement().execute("set application_name = 'reporting'; lock table t")

        when:
        effects.sql(new Sql('main', '', statements('alter table t add column more int'), [], true, null,
                            new Envelope(Duration.ofMillis(900), null), [:]), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.problem().what() ==~ /no lock within 900ms: blocked by pid \d+ \(reporting, user postgres, idle in transaction for .*, last statement .* ago: lock table t\)/
        failure.problem().why().contains('55P03')
        failure.kind() == EffectFailure.Kind.BLOCKED
        failure.blockers()*.endable() == [true]

        cleanup:
        other.close()
    }

    def "a session ended by an administrator leaves nothing, and that is known"() {
        given:
        execution.whenStarted = { Thread.start { waitUntilSleeping(); server.execute('postgres', 'select pg_terminate_backend(' + execution.facts.pid + ')') } }

        when:
        effects.sql(sql("insert into t values (1, 'a'); select pg_sleep(60)"), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().why().contains('57P01')
        server.value(name, 'select count(*) from t') == 0
    }

    def "a session that was ended between two effects is opened again"() {
        given:
        effects.sql(sql("insert into t values (1, 'a')"), execution)
        server.execute('postgres', "select pg_terminate_backend(${execution.facts.pid}, 5000)")

        when:
        effects.sql(sql("insert into t values (2, 'a')"), new LiveExecution(effect: 'e2'))

        then:
        server.value(name, 'select count(*) from t') == 2
    }

    def "statements that refuse a transaction run by themselves, with their proof on record"() {
        given:
        def work = Sql.outside('main', statements('create index concurrently t_note on t (note)')[0],
                               "select exists (select 1 from pg_class where relname = 't_note')", Envelope.DEFAULT)

        when:
        effects.sql(work, execution)

        then:
        server.value(name, "select indisvalid from pg_index where indexrelid = 't_note'::regclass") == true
        effects.establish(execution.asStarted(work)).verdict() == Finding.Verdict.APPLIED

        when:
        server.execute(name, 'drop index t_note')

        then:
        effects.establish(execution.asStarted(work)).verdict() == Finding.Verdict.PLAN_AGAIN
    }

    def "VACUUM with nothing that proves it is left to a person when its end was not seen"() {
        given:
        def work = new Sql('main', '', statements('vacuum t'), [], false, null, Envelope.DEFAULT, [:])

        when:
        effects.sql(work, execution)

        then:
        effects.establish(execution.asStarted(work)).verdict() == Finding.Verdict.UNKNOWN
    }

    def "effects are performed as the bound role"() {
        given:
        String role = "migrator_$name"
        server.execute(name, "create role $role", "grant all on schema public to $role",
                       "grant all on all tables in schema handrail to $role", "grant usage on schema handrail to $role")
        def bound = login(server.conninfo(name), role)
        def own = new PostgresEffects(bound, database)

        when:
        own.sql(sql('create table mine (a int)'), execution)

        then:
        server.value(name, "select tableowner from pg_tables where tablename = 'mine'") == role
        own.establish(execution.asStarted(sql(''))).verdict() == Finding.Verdict.APPLIED

        cleanup:
        own.close()
    }

    def "a role that may not make schema handrail is told what to ask for"() {
        given:
        String role = "small_$name"
        server.execute(name, 'drop schema handrail cascade', "create role $role")
        def own = new PostgresEffects(login(server.conninfo(name), role), database)

        when:
        own.anchor(new Anchor('main', true), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.problem().remedy().contains("grant create on database \"$name\" to \"$role\"")

        cleanup:
        own.close()
    }

    private void waitUntilSleeping() {
        soon.eventually {
            assert server.value(name, "select count(*) from pg_stat_activity where datname = '$name' and wait_event = 'PgSleep'") == 1
        }
    }

    private static Sql sql(String text) {
        Sql.inTransaction('main', statements(text), Envelope.DEFAULT)
    }

    private static List<Statement> statements(String text) {
        SqlText.of(text, new Position('migrations/01.sql', 1, 1)).statements()
    }
}
