package dev.handrail.live

import dev.handrail.cache.FlushAction
import dev.handrail.cache.WarmAction
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Done
import dev.handrail.runbook.Effect
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Outcome
import dev.handrail.runbook.Plan
import dev.handrail.runbook.WayBack
import dev.handrail.runbook.Warm.Shape
import dev.handrail.seen.Seen
import dev.handrail.target.postgres.Postgres
import dev.handrail.target.postgres.PostgresSpec
import dev.handrail.target.redis.RedisTarget
import dev.handrail.target.redis.UnlinkPerformer
import dev.handrail.target.redis.WarmPerformer
import dev.handrail.text.SqlText
import dev.handrail.text.Text
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

/** The whole way of warm and flush, planned and performed: from rows of a real PostgreSQL to keys of a real Redis. */
@Requires({ LivePostgres.available })
@Timeout(120)
class WarmOnPostgresSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    @Shared
    LiveRedis redis = LiveRedis.server()
    @Shared
    String name = server.newDatabase()
    @Shared
    @AutoCleanup
    Postgres database = new Postgres(PostgresSpec.login(server.conninfo(name)))
    @Shared
    @AutoCleanup
    RedisTarget cache = RedisTarget.at('permissions', redis.url(6), null)
    @Shared
    Seen targets = new Seen(databases: [main: database], caches: [permissions: cache])

    def setupSpec() {
        server.execute(name, 'create table users (id int primary key, name text, points numeric, profile jsonb)',
            """insert into users select i, 'user ' || i, i / 4.0, jsonb_build_object('n', i)
               from generate_series(1, 30000) i""")
    }

    def setup() {
        redis.say('FLUSHDB', 6)
    }

    def "every row of a large query becomes a key, and the way back takes them away"() {
        given:
        WarmAction warm = warm('select id, name from users', Shape.STRING, [value: '{name}'])

        when:
        Plan plan = warm.plan(targets)
        Outcome outcome = perform(plan.effects()[0])

        then:
        plan.estimate().count() == 30_000
        outcome.counts() == [keys: 30_000L, rows: 30_000L]
        cache.ask('get', ['user:29999']).value() == 'user 29999'
        cache.count('user:*', 100_000) == 30_000

        when:
        FlushAction back = (warm.wayBack() as WayBack.By).action().apply(new Done('run-1', 's/t', [])) as FlushAction
        perform(back.plan(targets).effects()[0])

        then:
        cache.count('*', 100_000) == 0
        back.plan(targets).nothing() == 'no key matches user:*'
    }

    def "the whole row as JSON, a numeric and a bound value"() {
        given:
        SqlText query = new SqlText([new SqlText.Raw('select id, points, profile from users where id < '),
                                     new SqlText.Bound(Text.of('3')), new SqlText.Raw(' order by id')], Position.NOWHERE)
        WarmAction warm = new WarmAction('permissions', 'main', query, Shape.JSON, 'user:{id}', [:], null, 1000, false, 0)

        when:
        perform(warm.plan(targets).effects()[0])

        then:
        cache.count('user:*', 10) == 2
        cache.ask('get', ['user:2']).value() ==~ /\{"id": ?2, ?"points": ?0\.50*, ?"profile": ?\{"n": ?2}}/
    }

    def "a column that is not there is refused by the plan"() {
        when:
        warm('select id from users', Shape.STRING, [value: '{name}']).plan(targets)

        then:
        Problem problem = thrown()
        problem.what() == "the query returns no column 'name'"
    }

    def "a query that fails half-way says how far it came"() {
        when:
        perform(warm('select id, 1 / (20000 - id) as name from users order by id', Shape.STRING, [value: '{name}'])
            .plan(targets).effects()[0])

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().why() ==~ /(?s).*[\d,]+ of 30,000 rows were written/
    }

    /** A kill leaves what a thrown error leaves: nothing is tidied up. */
    def "a warm that was #how goes on behind what was written, and in the end every row has its key"() {
        given:
        Effect effect = warm('select id, name from users order by id', Shape.STRING, [value: '{name}']).plan(targets).effects()[0]
        LiveExecution first = new LiveExecution(values: targets.values())
        first.whenProgress = { stop(first, it.done()) }

        when:
        warming(effect, first)

        then:
        thrown(expected)
        int there = cache.count('user:*', 100_000)
        there >= 10_000 && there < 30_000

        when:
        server.execute(name, "update users set name = 'new ' || id where id in (500, 29000)")
        LiveExecution second = new LiveExecution(values: targets.values(), attempt: 2)
        Outcome outcome = warming(effect, second)

        then:
        cache.count('user:*', 100_000) == 30_000
        second.lines[0] ==~ /goes on behind the 1\d,000 rows that were written before, from id = 1\d000 on/
        outcome.counts().before >= 10_000
        outcome.counts().before + outcome.counts().rows == 30_001
        second.steps.first().done() > 10_000
        second.steps.last().total() >= 30_000
        cache.ask('get', ['user:500']).value() == 'user 500'
        cache.ask('get', ['user:29000']).value() == 'new 29000'
        redis.say('DBSIZE', 6) == ':30000'

        cleanup:
        server.execute(name, "update users set name = 'user ' || id where id in (500, 29000)")

        where:
        how         | expected      | stop
        'killed'    | ExitedForTest | { LiveExecution e, long done -> if (done >= 12_000) { throw new ExitedForTest() } }
        'cancelled' | EffectFailure | { LiveExecution e, long done -> if (done >= 12_000) { e.stop() } }
    }

    static class ExitedForTest extends Error {}

    def "it begins anew, and says so, where #what"() {
        given:
        Effect effect = new WarmAction('permissions', 'main', SqlText.of(query, Position.NOWHERE), Shape.STRING, 'user:{id}', [value: '{name}'],
            life, 1000, replace, 0).plan(targets).effects()[0]
        LiveExecution first = new LiveExecution(values: targets.values())
        first.whenProgress = { if (it.done() >= 12_000) { throw new ExitedForTest() } }

        when:
        warming(effect, first)

        then:
        thrown(ExitedForTest)

        when:
        between(redis)
        LiveExecution second = new LiveExecution(values: targets.values(), attempt: 2, round: round)
        Outcome outcome = warming(effect, second)

        then:
        outcome.counts().rows == 30_000
        outcome.counts().before == null
        second.lines.findAll { it.startsWith('begins anew: ') }.size() == 1
        cache.count('user:*', 100_000) == (life == null ? 30_000 : 0)

        where:
        what                       | query                                 | life                  | replace | round | between
        'the query has no order'   | 'select id, name from users'          | null                  | false   | 0     | { }
        'keys are gone meanwhile'  | 'select id, name from users order by id' | null               | false   | 0     | { it.say('DEL user:1', 6) }
        'it was taken back'        | 'select id, name from users order by id' | null               | false   | 1     | { }
        'it is written aside'      | 'select id, name from users order by id' | null               | true    | 0     | { }
        'half their life is over'  | 'select id, name from users order by id' | Duration.ofMillis(1) | false | 0     | { }
    }

    private Outcome warming(Effect effect, LiveExecution execution) {
        new WarmPerformer({ cache }, { database }, Duration.ZERO).perform(effect, execution)
    }

    private WarmAction warm(String query, Shape shape, Map<String, String> values) {
        new WarmAction('permissions', 'main', SqlText.of(query, Position.NOWHERE), shape, 'user:{id}', values,
            Duration.ofHours(1), 1000, false, 0)
    }

    private Outcome perform(Effect effect) {
        LiveExecution execution = new LiveExecution(values: targets.values())
        effect.kind() == 'warm'
            ? new WarmPerformer({ cache }, { database }).perform(effect, execution)
            : new UnlinkPerformer({ cache }).perform(effect, execution)
    }
}
