package dev.handrail.target.postgres

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.problem.Position
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.Batches
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Finding
import dev.handrail.runbook.Guard
import dev.handrail.runbook.Sql
import dev.handrail.text.SqlText
import spock.lang.Requires

import java.time.Duration

/** What an author's statements, or a stranger's schema, do to our session: nothing that outlives their effect. */
@Requires({ LivePostgres.available })
class LeftInSessionSpec extends EffectsOnPostgres {
    def setup() {
        server.execute(name, 'create table t (id serial primary key, note text)')
        anchor()
    }

    def "after '#left' the next effect finds the session as new"() {
        when:
        effects.sql(sql(left), new LiveExecution())
        effects.sql(sql('select 1'), new LiveExecution(effect: 'between'))
        effects.sql(sql("insert into t (note) select ($seen)::text"), new LiveExecution(effect: "e2"))

        then:
        server.value(name, 'select note from t') == expected

        where:
        left                                                                | seen                                                                               || expected
        'listen news'                                                       | 'select count(*) from pg_listening_channels()'                                     || '0'
        'create temp table mine (a int)'                                    | "select to_regclass('mine') is null"                                               || 'true'
        'select pg_advisory_lock(42)'                                       | "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()" || '0'
        'declare c cursor with hold for select 1'                           | 'select count(*) from pg_cursors where is_holdable'                                                  || '0'
        'set session characteristics as transaction isolation level serializable' | "current_setting('transaction_isolation')"                                   || 'read committed'
        "set session statement_timeout = '1ms'"                             | "current_setting('statement_timeout')"                                             || '0'
        'set role pg_monitor'                                               | 'current_user'                                                                     || 'postgres'
        'set session authorization pg_monitor'                              | 'session_user'                                                                     || 'postgres'
        'deallocate all'                                                    | '1'                                                                                || '1'
        'notify news'                                                       | '1'                                                                                || '1'
        'set standard_conforming_strings = off'                             | "current_setting('standard_conforming_strings')"                                   || 'on'
        "set application_name = 'mine'"                                     | "current_setting('application_name')"                                              || 'handrail/spec-run/schema/scripts'
    }

    def "between two effects the session is known as ours: nobody is asked whether it may be ended"() {
        when:
        effects.sql(sql("set application_name = 'mine'"), new LiveExecution())
        effects.sql(sql('select 1'), new LiveExecution(effect: 'next'))

        then:
        server.value(name, "select string_agg(distinct application_name, ',') from pg_stat_activity where datname = '$name' and pid <> pg_backend_pid()".toString()) == 'handrail/spec-run'
    }

    def "DISCARD ALL runs by itself, and the session is ours again behind it"() {
        given:
        def discard = new Sql('main', '', SqlText.of('discard all', Position.NOWHERE).statements(), [], false, null, Envelope.DEFAULT, [:])

        when:
        8.times { effects.sql(sql("insert into t (note) values ('$it')"), new LiveExecution(effect: "before$it")) }
        effects.sql(discard, new LiveExecution(effect: 'discard'))
        8.times { effects.sql(sql("insert into t (note) values ('$it')"), new LiveExecution(effect: "after$it")) }

        then:
        server.value(name, 'select count(*) from t') == 16
        effects.openRuns().of('run-1').present
    }

    def "the server reads our own statements once, however many effects there are"() {
        given: 'as often as the driver wants to see a statement before it is kept'
        12.times { effects.sql(sql('select 1'), new LiveExecution(effect: "before$it")) }
        String kept = "insert into t (note) select coalesce(string_agg(name, ',' order by name), '') from pg_prepared_statements"

        when:
        effects.sql(sql(kept), new LiveExecution(effect: 'first'))
        5.times { effects.sql(sql("insert into t (note) select note from t limit 0"), new LiveExecution(effect: "between$it")) }
        effects.sql(sql(kept), new LiveExecution(effect: 'second'))

        then:
        server.value(name, 'select count(distinct note) from t') == 1
    }

    def "where a function takes away what the server keeps of our statements, nothing stays, and it is done again"() {
        given:
        12.times { effects.sql(sql('select 1'), new LiveExecution(effect: "before$it")) }
        def taking = sql("insert into t (note) values ('x'); do \$f\$ begin execute 'deallocate all'; end \$f\$")

        when:
        try {
            effects.sql(taking, new LiveExecution(effect: 'taking'))
        } catch (EffectFailure failure) {
            assert failure.kind() == EffectFailure.Kind.CONFLICT
            assert server.value(name, 'select count(*) from t') == 0
            effects.sql(taking, new LiveExecution(effect: 'taking'))
        }
        effects.sql(sql("insert into t (note) values ('y')"), new LiveExecution(effect: 'next'))

        then:
        server.value(name, 'select count(*) from t') == 2
    }

    def "'#setting' closes the driver's connection: the effect fails, nothing stays, and the next one goes on"() {
        when:
        effects.sql(sql("insert into t (note) values ('x'); $setting; insert into t (note) values ('y')"), new LiveExecution())

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        server.value(name, 'select count(*) from t') == 0

        when:
        effects.sql(sql("insert into t (note) values ('z')"), new LiveExecution(attempt: 2))

        then:
        server.value(name, 'select count(*) from t') == 1

        where:
        setting << ["set client_encoding to 'latin1'", "set datestyle to 'german'"]
    }

    def "functions and operators of a stranger's schema are never called by statements of ours"() {
        given: 'as anybody could who may create in a schema that stands in the path'
        server.execute(name, 'create schema evil', '''create function evil.caught() returns boolean language plpgsql as
            $f$ begin raise exception 'caught'; end $f$''')
        ['text, text', 'text, varchar', 'name, text', 'name, varchar', 'integer, integer', 'bigint, bigint', 'oid, oid',
         'timestamptz, timestamptz'].each { types ->
            String function = 'caught_' + types.replaceAll(/\W+/, '_')
            server.execute(name, "create function evil.$function($types) returns boolean language sql as 'select evil.caught()'",
                           *['=', '<', '>', '<>'].collect { "create operator evil.$it (leftarg = ${types.split(', ')[0]}, rightarg = ${types.split(', ')[1]}, function = evil.$function)".toString() })
        }
        ['pg_backend_pid() returns int', 'now() returns timestamptz', 'pg_current_xact_id() returns xid8', 'current_setting(text) returns text'].each {
            server.execute(name, "create function evil.$it language plpgsql as \$f\$ begin raise exception 'caught'; end \$f\$")
        }
        server.execute(name, "create domain evil.text as pg_catalog.text check (value <> 'x')", 'create table evil.t (id int primary key, note varchar)',
                       'insert into evil.t select g from generate_series(1, 25) g', "alter database \"$name\" set search_path to evil, pg_catalog, public")
        def login = PostgresSpec.login(server.conninfo(name))
        def database = new Postgres(login)
        def effects = new PostgresEffects(login, database)
        def lock = new PostgresLock(login, database, effects)
        def work = sql('create table evil.made (a int)')
        def execution = new LiveExecution(effect: 'w')

        when: 'all that we do by ourselves is done there'
        lock.take(new Guard.Holder('run-1', 'shop', 'ana', 'ops1', '2026-11-21T02:00:11Z'))
        effects.anchor(new Anchor('main', true), new LiveExecution(effect: 'again'))
        effects.sql(work, execution)
        effects.batches(new Batches('main', 'public.t', 'id', "note = 'done'", null, 10, Duration.ZERO, null, null, Envelope.DEFAULT), new LiveExecution(effect: 'b'))
        lock.verify()

        then:
        effects.establish(execution.asStarted(work)).verdict() == Finding.Verdict.APPLIED
        lock.openRun('run-2').present
        database.anchored()
        server.connect(name).withCloseable { c ->
            c.createStatement().execute('set search_path to pg_catalog')
            def rows = c.createStatement().executeQuery("select count(*) from handrail.marker where effect in ('w', 'b')")
            rows.next() && rows.getInt(1) == 2
        }

        and: "the author's own statements still mean what they say"
        effects.sql(sql('create table bare (a int)'), new LiveExecution(effect: 'own'))
        server.connect(name).withCloseable { c ->
            c.createStatement().execute('set search_path to pg_catalog')
            def rows = c.createStatement().executeQuery("select to_regclass('evil.bare') is not null")
            rows.next() && rows.getBoolean(1)
        }

        when:
        lock.release('run-1')

        then:
        lock.openRun('run-2').empty

        cleanup:
        [lock, effects, database]*.close()
    }

    private static Sql sql(String text) {
        Sql.inTransaction('main', SqlText.of(text, new Position('01.sql', 1, 1)).statements(), Envelope.DEFAULT)
    }
}
