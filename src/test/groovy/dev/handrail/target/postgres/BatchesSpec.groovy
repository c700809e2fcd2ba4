package dev.handrail.target.postgres

import dev.handrail.live.Child
import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.problem.Problem
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.Batches
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Finding
import spock.lang.Requires
import spock.lang.Tag
import spock.util.concurrent.PollingConditions

import java.time.Duration

import static dev.handrail.target.postgres.PostgresSpec.login

@Requires({ LivePostgres.available })
class BatchesSpec extends EffectsOnPostgres {
    LiveExecution execution = new LiveExecution()
    PollingConditions soon = new PollingConditions(timeout: 60)

    def setup() {
        server.execute(name, 'create table t (id int primary key, n int not null default 0, tags jsonb, "set" text)',
                       'insert into t (id, tags) select i * 3, \'{"a": 1}\' from generate_series(1, 1000) i')
        anchor()
    }

    def "every row is changed once, in small transactions, with progress"() {
        when:
        def outcome = effects.batches(batches(rows: 300), execution)

        then:
        outcome.counts() == [rows: 1000L, batches: 4L]
        counts() == [0, 1000, 0]
        execution.steps*.done() == [300L, 600L, 900L, 1000L]
        effects.establish(execution.asStarted(batches())).verdict() == Finding.Verdict.APPLIED
    }

    def "only rows that meet the condition are taken, and a condition may hold anything that SQL has"() {
        when:
        def outcome = effects.batches(batches(where: "tags ? 'a' and id <= 300 -- {ts?}", rows: 40), execution)

        then:
        outcome.counts().rows == 100L
        counts() == [900, 100, 0]
        execution.steps.last().total() == 100
    }

    def "a walk by #type ends at its last key"() {
        given:
        server.execute(name, "create table k (id $type primary key, n int default 0)", "insert into k (id) select $value from generate_series(1, 50) i")

        when:
        def outcome = effects.batches(batches(table: 'k', rows: 7), execution)

        then:
        outcome.counts().rows == 50L
        server.value(name, 'select count(*) from k where n = 1') == 50

        where:
        type                    | value
        'uuid'                  | 'gen_random_uuid()'
        'text collate "C"'      | "'it''s ' || i || ' \\\\'"
        'timestamptz'           | "now() + i * interval '1 second'"
        'numeric'               | 'i / 7.0'
    }

    def "nothing to change is a walk that is done"() {
        expect:
        effects.batches(batches(where: 'false'), execution).counts() == [rows: 0L, batches: 1L]
        effects.establish(execution.asStarted(batches())).verdict() == Finding.Verdict.APPLIED
    }

    def "after a failed batch the next attempt goes on behind the last committed one"() {
        given:
        server.execute(name, 'alter table t add constraint c check (id <> 1500 or n = 0)')

        when:
        effects.batches(batches(rows: 100), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().why().contains('400 rows in 4 batches are committed')
        effects.establish(execution.asStarted(batches())).verdict() == Finding.Verdict.PLAN_AGAIN

        when:
        server.execute(name, 'alter table t drop constraint c')
        def outcome = effects.batches(batches(rows: 100), new LiveExecution(attempt: 2))

        then:
        outcome.counts().rows == 600L
        counts() == [0, 1000, 0]
        effects.establish(new LiveExecution(attempt: 2, facts: [:]).asStarted(batches())).verdict() == Finding.Verdict.APPLIED
    }

    def "a killed process leaves whole batches, and each row is changed exactly once in the end"() {
        given:
        def child = new Child(WalkingProcess, server.conninfo(name))
        soon.eventually {
            assert (server.value(name, 'select count(*) from t where n = 1') as int) >= 100
        }

        when:
        child.kill()
        def facts = [pid: child.lines.find { it.startsWith('pid ') }.substring(4),
                     backend: child.lines.find { it.startsWith('backend ') }.substring(8), database: name]
        def found = effects.establish(new LiveExecution(facts: facts).asStarted(batches()))
        int before = server.value(name, 'select count(*) from t where n = 1') as int
        effects.batches(batches(rows: 20), new LiveExecution(attempt: 2))

        then:
        found.verdict() == Finding.Verdict.PLAN_AGAIN
        before % 20 == 0
        before < 1000
        counts() == [0, 1000, 0]

        cleanup:
        child.close()
    }

    def "an operator's stop ends the walk, and what is committed stays"() {
        given:
        execution.whenProgress = { if (execution.steps.size() == 3) { execution.stop() } }

        when:
        effects.batches(batches(rows: 100), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.CANCELLED
        counts() == [700, 300, 0]

        when:
        effects.batches(batches(rows: 100), new LiveExecution(attempt: 2))

        then:
        counts() == [0, 1000, 0]
    }

    def "after the step was taken back the walk starts anew"() {
        given:
        effects.batches(batches(), execution)
        effects.sql(dev.handrail.runbook.Sql.inTransaction('main',
            dev.handrail.text.SqlText.of('update t set n = 0 where true', dev.handrail.problem.Position.NOWHERE).statements(), Envelope.DEFAULT),
            new LiveExecution(phase: 'rollback', effect: 'back'))

        when:
        effects.batches(batches(), new LiveExecution(attempt: 2))

        then:
        counts() == [0, 1000, 0]
    }

    def "the same attempt is not walked twice"() {
        given:
        effects.batches(batches(), execution)

        when:
        effects.batches(batches(), new LiveExecution())

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.UNKNOWN
        counts() == [0, 1000, 0]
    }

    @Tag('long')
    def "a batch that meets a lock is tried again, and then names who has it"() {
        given:
        def other = server.connect(name)
        other.autoCommit = false
        other.createStatement().execute('update t set n = 5 where id = 600')

        when:
        effects.batches(batches(rows: 100, envelope: new Envelope(Duration.ofMillis(600), null, Duration.ofSeconds(4))), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.problem().what().contains('blocked by pid')
        execution.lines.count { it.startsWith('batch 2 is tried again') } == 2

        cleanup:
        other.close()
    }

    @Tag('long')
    def "the walk waits while a replica is too far behind"() {
        given:
        def primary = LivePostgres.start()
        def standby = primary.standby()
        primary.execute('postgres', 'create table t (id int primary key, n int not null default 0)', 'insert into t (id) select generate_series(1, 100)')
        def there = login(primary.conninfo('postgres'))
        def seen = new Postgres(there)
        def own = new PostgresEffects(there, seen)
        own.anchor(new Anchor('main', true), new LiveExecution(effect: 'anchor'))
        soon.eventually {
            assert primary.value('postgres', "select count(*) from pg_stat_replication where state = 'streaming'") == 1
        }
        standby.execute('postgres', 'select pg_wal_replay_pause()')

        when: 'a user may not see replicas'
        primary.execute('postgres', "create role walker login password '${LivePostgres.PASSWORD}'")
        new Replicas(new Observer(login(primary.conninfo('postgres', true, 'walker'))), batches(whileLagBelow: Duration.ofSeconds(1)), execution).mustBeSeen()

        then:
        def hidden = thrown(Problem)

        when:
        def walk = Thread.start { own.batches(batches(rows: 20, pause: Duration.ofMillis(300), whileLagBelow: Duration.ofMillis(500)), execution) }
        soon.eventually {
            assert execution.lines.any { it.startsWith('waits for a replica that is') }
        }
        int before = primary.value('postgres', 'select count(*) from t where n = 1') as int
        standby.execute('postgres', 'select pg_wal_replay_resume()')
        walk.join(60_000)

        then:
        before < 100
        hidden.what() == "the lag of the replicas can't be seen"
        primary.value('postgres', 'select count(*) from t where n = 1') == 100

        cleanup:
        own?.close()
        seen?.close()
        standby?.stop('immediate')
        primary?.stop('immediate')
    }

    @Tag('long')
    def "where others wait for rows of a batch, batches become smaller and let them go first"() {
        given: 'a batch that takes its time, and somebody who wants a row of it'
        server.execute(name, 'create table big (id int primary key, n int not null default 0)', 'insert into big (id) select generate_series(1, 8000)',
            'create function slow() returns trigger language plpgsql as $$ begin if new.n = 1 and new.id in (500, 2000) then perform pg_sleep(2); end if; return new; end $$',
            'create trigger slow before update on big for each row execute function slow()')
        def others = (1..2).collect { round ->
            Thread.startDaemon {
                soon.eventually { assert server.value(name, "select count(*) from pg_stat_activity where datname = '$name' and wait_event = 'PgSleep'") == 1 }
                server.execute(name, 'set lock_timeout to 0; update big set n = n where id in (1, 1500) and id = ' + (round == 1 ? 1 : 1500))
            }
        }

        when:
        effects.batches(batches(table: 'big', rows: 4000), execution)
        others*.join(60_000)

        then:
        execution.lines.count { it.startsWith('other sessions wait for rows of a batch') } == 1
        server.value(name, 'select count(*) from big where n <> 1') == 0
        execution.steps.any { it.note() ==~ /batches of (\d{3})/ }
    }

    def "the walk rests while too many sessions are at work, and only where they can be counted"() {
        given:
        def busy = server.connect(name)
        def sleep = Thread.startDaemon { try { busy.createStatement().execute('select pg_sleep(120)') } catch (ignored) { } }
        soon.eventually { assert server.value(name, "select count(*) from pg_stat_activity where datname = '$name' and wait_event = 'PgSleep'") == 1 }

        when:
        def walk = Thread.start { effects.batches(batches(rows: 100, whileActiveBelow: 1), execution) }
        soon.eventually { assert execution.lines.any { it == 'waits while 1 sessions are at work' } }
        def before = counts()
        busy.abort { it.run() }
        server.execute('postgres', "select pg_terminate_backend(pid) from pg_stat_activity where datname = '$name' and wait_event = 'PgSleep'")
        walk.join(60_000)

        then:
        before[0] > 0
        counts() == [0, 1000, 0]

        when:
        server.execute(name, "create role looker_$name login password '$LivePostgres.PASSWORD'")
        new Company(new Observer(PostgresSpec.login(server.conninfo(name, true, "looker_$name"))), batches(whileActiveBelow: 5), execution).mustBeSeen()

        then:
        Problem hidden = thrown()
        hidden.remedy().contains('pg_monitor')
    }

    def "a person at the keys makes batches bigger and smaller, pauses, goes on and ends the walk behind a batch"() {
        given:
        execution.whenProgress = {
            switch (execution.steps.size()) {
                case 1: execution.pace.bigger(); break
                case 2: 3.times { execution.pace.smaller() }; break
                case 3:
                    execution.pace.pauseOrGoOn()
                    Thread.startDaemon { soon.eventually { assert execution.lines.any { it.startsWith('paused') } }; execution.pace.pauseOrGoOn() }
                    break
                case 4: execution.pace.end()
            }
        }

        when:
        effects.batches(batches(rows: 100), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.CANCELLED
        failure.problem().what().contains('in 4 batches are committed')
        def sizes = execution.steps*.done()
        sizes[0] == 100
        sizes[1] - sizes[0] > 100
        sizes[2] - sizes[1] == 25
        execution.lines.contains('paused: p goes on, c ends it here')

        when:
        effects.batches(batches(rows: 100), new LiveExecution(attempt: 2))

        then:
        counts() == [0, 1000, 0]
    }

    def "rows that appear behind the walk are found at its end and changed too"() {
        given:
        execution.whenProgress = { if (execution.steps.size() == 2) { server.execute(name, 'insert into t (id) values (1), (2)') } }

        when:
        def outcome = effects.batches(batches(where: 'n = 0', rows: 300), execution)

        then:
        outcome.counts().rows == 1002L
        counts() == [0, 1002, 0]
        execution.lines.any { it == '2 rows appeared meanwhile: walk 2 begins' }
        effects.establish(execution.asStarted(batches())).verdict() == Finding.Verdict.APPLIED
    }

    def "where such rows never cease to appear, the walk fails and says what to do"() {
        given:
        int next = 0
        execution.whenProgress = { if (execution.steps.last().note() != 'proves that none is left') { server.execute(name, "insert into t (id) values (${-(++next)})") } }

        when:
        effects.batches(batches(where: 'n = 0', rows: 1000), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().what() ==~ /\d+ rows of t meet the condition after 3 walks/
        failure.problem().remedy().contains('set the value itself')
    }

    def "a condition that stays true of changed rows proves nothing, and no row is changed twice for it"() {
        when:
        effects.batches(batches(where: 'id <= 1500', rows: 200), execution)

        then:
        counts() == [500, 500, 0]
    }

    /** How often rows were changed: never, once, more. */
    private List<Integer> counts() {
        server.row(name, 'select count(*) filter (where n = 0)::int, count(*) filter (where n = 1)::int, count(*) filter (where n > 1)::int from t')
    }

    static Batches batches(Map<String, Object> options = [:]) {
        Map all = [table: 't', where: null, rows: 250, whileLagBelow: null, whileActiveBelow: null, envelope: Envelope.DEFAULT, pause: Duration.ZERO] + options
        new Batches('main', all.table, 'id', 'n = n + 1', all.where, all.rows, all.pause, all.whileLagBelow, all.whileActiveBelow as Integer, all.envelope)
    }

    static class WalkingProcess {
        static void main(String[] arguments) {
            Login login = PostgresSpec.login(arguments[0])
            def execution = new LiveExecution()
            execution.whenStarted = {
                println "pid $execution.facts.pid"
                println "backend $execution.facts.backend"
                System.out.flush()
            }
            new PostgresEffects(login, new Postgres(login)).batches(batches(rows: 20, pause: Duration.ofMillis(60)), execution)
        }
    }
}
