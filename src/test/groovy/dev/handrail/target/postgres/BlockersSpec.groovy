package dev.handrail.target.postgres

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.problem.Position
import dev.handrail.runbook.Anchor
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Sql
import dev.handrail.text.SqlText
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Tag
import spock.util.concurrent.PollingConditions

import java.sql.Connection
import java.time.Duration

import static dev.handrail.target.postgres.PostgresSpec.login

/** Sessions that are in the way: who they are, and whose are ended with consent. */
@Requires({ LivePostgres.available })
class BlockersSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    String name = server.newDatabase()
    Login login = login(server.conninfo(name))
    @AutoCleanup
    Postgres database = new Postgres(login)
    @AutoCleanup
    PostgresEffects effects = new PostgresEffects(login, database)
    LiveExecution execution = new LiveExecution()
    PollingConditions soon = new PollingConditions(timeout: 60)
    List<Connection> others = []

    def setup() {
        server.execute(name, 'create table t (id int primary key, note text)')
        effects.anchor(new Anchor('main', true), new LiveExecution(effect: 'anchor'))
    }

    def cleanup() {
        others.each { if (!it.closed) { it.close() } }
    }

    def "who waits is told who is in the way, what he sent, and how long it is waited"() {
        given:
        holder("select 'a person''s name', 7 from t")

        when:
        effects.sql(sql('alter table t add a int', 1500), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.kind() == EffectFailure.Kind.BLOCKED
        failure.blockers()*.endable() == [true]
        failure.problem().what().contains("last statement 00:00:0")
        failure.problem().what().contains(": select '…''…', 7 from t)")
        execution.steps.any { it.what() == 'waits for a lock' && it.unit() == 's' && it.note().startsWith('held by pid') }
    }

    def "with consent #state is ended, and the work goes on"() {
        given:
        Connection other = holder('lock table t')
        if (statement) {
            Thread.startDaemon { try { other.createStatement().execute(statement) } catch (ignored) { } }
            soon.eventually { assert server.value(name, "select count(*) from pg_stat_activity where query = '$statement' and state = 'active'") == 1 }
        }
        execution.consents = ['end-blockers']

        when:
        def outcome = effects.sql(sql('alter table t add a int', 20_000), execution)

        then:
        outcome.facts().ended.startsWith(how)
        server.value(name, "select count(*) from pg_attribute where attrelid = 't'::regclass and attname = 'a'") == 1

        where:
        state                                  | statement             || how
        'a session that idles in a transaction' | null                  || 'ended pid'
        'a statement'                          | 'select pg_sleep(90)' || 'cancelled the statement of pid'
    }

    def "without consent, or with one for another session of that number, nobody is ended"() {
        given:
        Connection other = holder('lock table t')
        int pid = pid(other)
        execution.consents = consents.collect { it.replace('PID', pid as String) } as Set

        when:
        effects.sql(sql('alter table t add a int', 1200), execution)

        then:
        thrown(EffectFailure)
        !other.closed
        server.value(name, "select count(*) from pg_stat_activity where pid = $pid and state = 'idle in transaction'") == 1

        where:
        consents << [[], ['end-blockers PID 2020-01-01 00:00:00+00'], ['drop-invalid-index']]
    }

    def "never ended, whatever was agreed to: #who"() {
        given:
        String role = "boss_$name"
        server.execute(name, "create role $role login superuser password '$LivePostgres.PASSWORD'")
        Connection other = holder('lock table t', user == 'boss' ? role : LivePostgres.USER, application)
        execution.consents = ['end-blockers']

        when:
        effects.sql(sql('alter table t add a int', 1200), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.blockers()*.kept() == [why]
        other.createStatement().execute('select 1')

        cleanup:
        other?.close()
        server.execute(name, "drop role $role")

        where:
        who                     | user    | application    || why
        'another superuser'     | 'boss'  | 'psql'         || "it is another superuser's"
        "another run of ours"   | 'self'  | 'handrail/7F/' || "it is handrail's own"
    }

    def "who only stands before us in the queue is not ended, who holds the lock is"() {
        given:
        holder('lock table t')
        Connection queued = server.connect(name)
        others << queued
        queued.autoCommit = false
        def waiting = Thread.startDaemon { queued.createStatement().execute("insert into t values (7, 'queued')"); queued.commit() }
        soon.eventually { assert server.value(name, "select count(*) from pg_stat_activity where query like 'insert into t values (7%' and wait_event_type = 'Lock'") == 1 }
        execution.consents = ['end-blockers']

        when:
        effects.sql(sql('alter table t add a int', 20_000), execution)
        waiting.join(60_000)

        then:
        server.value(name, "select note from t where id = 7") == 'queued'
    }

    def "whom this user may not end is told at once with the line that helps, not waited for in silence"() {
        given:
        String weak = "weak_$name"
        String busy = "busy_$name"
        server.execute(name, "create role $weak login password '$LivePostgres.PASSWORD'", "create role $busy login password '$LivePostgres.PASSWORD'",
            "grant pg_read_all_stats to $weak", "alter table t owner to $weak", "grant select on t to $busy",
            "grant all on schema handrail to $weak", "grant all on all tables in schema handrail to $weak")
        Login as = login(server.conninfo(name, true, weak))
        Postgres seen = new Postgres(as)
        PostgresEffects works = new PostgresEffects(as, seen)
        Connection other = holder('lock table t in access share mode', busy)
        execution.consents = ['end-blockers']

        when:
        works.sql(sql('alter table t add a int', 1500), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.blockers()*.kept() == ["this user may not end it: grant pg_signal_backend to $weak" as String]
        execution.lines.count { it.startsWith('not ended: pid') && it.contains('grant pg_signal_backend') } == 1
        other.createStatement().execute('select 1')

        cleanup:
        other?.close()
        works?.close()
        seen?.close()
        server.execute(name, "drop owned by $weak", "drop owned by $busy", "drop role $weak", "drop role $busy")
    }

    def "a prepared transaction is named for what it is"() {
        given:
        Connection other = holder('lock table t')
        other.createStatement().execute("prepare transaction 'p_$name'")
        execution.consents = ['end-blockers']

        when:
        effects.sql(sql('alter table t add a int', 1200), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.problem().what().endsWith('blocked by a prepared transaction (see pg_prepared_xacts)')

        cleanup:
        server.execute(name, "rollback prepared 'p_$name'")
    }

    def "a statement that somebody else cancels is not told as our time limit, and our time limit is"() {
        given:
        execution.whenStarted = {
            Thread.startDaemon {
                soon.eventually { assert server.value(name, "select count(*) from pg_stat_activity where datname = '$name' and wait_event = 'PgSleep'") == 1 }
                server.execute('postgres', "select pg_cancel_backend($execution.facts.pid)")
            }
        }

        when:
        effects.sql(new Sql('main', '', statements('select pg_sleep(90)'), [], true, null, new Envelope(Duration.ofSeconds(2), Duration.ofSeconds(80)), [:]), execution)

        then:
        def failure = thrown(EffectFailure)
        failure.problem().what() == 'somebody else cancelled the statement'
        failure.problem().remedy().contains('pg_cancel_backend')

        when: 'in another language too'
        effects.sql(new Sql('main', '', statements("set local lc_messages to 'C'; select pg_sleep(90)"), [], true, null, new Envelope(Duration.ofSeconds(2), Duration.ofMillis(400)), [:]), new LiveExecution(effect: 'e2'))

        then:
        def late = thrown(EffectFailure)
        late.problem().what() == 'the statement took longer than 400ms'
    }

    @Tag('long')
    def "how far #kind is, the server itself says"() {
        given:
        server.execute(name, "insert into t select i, repeat('x', 200) from generate_series(1, 20000) i")
        server.execute(name, 'create function slow(int) returns int immutable language plpgsql as $$ begin if $1 % 100 = 0 then perform pg_sleep(0.01); end if; return $1; end $$')

        when:
        effects.sql(new Sql('main', '', statements(statement), [], transaction, null, Envelope.DEFAULT, [:]), execution)

        then:
        execution.steps.any { it.what().startsWith(what) && it.total() > 0 && it.done() > 0 }

        where:
        kind          | transaction | statement                                  || what
        'an index'    | true        | 'create index on t (slow(id))'             || 'index: building index'
        'an index beside writers' | false | 'create index concurrently i on t (slow(id))' || 'index: building index'
    }

    def "warnings are told from notices, and both are on record with the end, escaped where they are shown"() {
        when:
        def outcome = effects.sql(sql("do \$\$ begin raise notice 'half way'; raise warning E'red \\x1b[31m'; for i in 1..100 loop raise notice '%', i; end loop; end \$\$", 500), execution)

        then:
        outcome.facts().notices.readLines()[0..1] == ['half way', 'warning: red \u001b[31m']
        outcome.facts().notices.readLines().size() == 51
        outcome.facts().notices.endsWith('… and 52 more')

        when:
        effects.sql(sql("do \$\$ begin raise notice 'about to'; raise exception 'no'; end \$\$", 500), new LiveExecution(effect: 'e2'))

        then:
        def failure = thrown(EffectFailure)
        failure.problem().why().contains('the server said: about to')
    }

    private Connection holder(String statement, String user = LivePostgres.USER, String application = 'reporting') {
        Connection other = server.connect(name, user)
        others << other
        other.autoCommit = false
        other.createStatement().execute("set application_name to '$application'")
        other.createStatement().execute(statement)
        other
    }

    private static int pid(Connection other) {
        def row = other.createStatement().executeQuery('select pg_backend_pid()')
        row.next()
        row.getInt(1)
    }

    private static Sql sql(String text, int lockMillis) {
        new Sql('main', '', statements(text), [], true, null, new Envelope(Duration.ofMillis(lockMillis), null), [:])
    }

    private static List statements(String text) {
        SqlText.of(text, new Position('01.sql', 1, 1)).statements()
    }
}
