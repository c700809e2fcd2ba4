package dev.handrail.target.redis

import dev.handrail.live.LiveExecution
import dev.handrail.live.LiveRedis
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Fields
import dev.handrail.runbook.Outcome
import dev.handrail.runbook.Reading
import dev.handrail.runbook.RowSink
import dev.handrail.runbook.Warm
import dev.handrail.runbook.Warm.Shape
import dev.handrail.seen.Seen
import dev.handrail.text.SqlText
import dev.handrail.text.Statement
import dev.handrail.text.Values
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

/** The rows are given; the Redis is real. That rows stream from a real PostgreSQL is specified where they do. */
@Timeout(120)
class WarmPerformerSpec extends Specification {
    @Shared
    LiveRedis server = LiveRedis.server()
    @AutoCleanup
    RedisTarget cache = RedisTarget.at('permissions', server.url(3), null)
    LiveExecution execution = new LiveExecution(values: new Seen.SeenValues())
    Rows rows = new Rows()
    WarmPerformer performer = new WarmPerformer({ cache }, { rows })

    def setup() {
        server.say('FLUSHDB', 3)
    }

    def "a string for each row, with a life"() {
        given:
        rows.of(['uuid', 'permissions'], (1..2500).collect { ["u$it".toString(), "p$it".toString()] })

        when:
        Outcome outcome = performer.perform(warm(Shape.STRING, [value: '{permissions}'], Duration.ofHours(1)), execution)

        then:
        outcome.counts() == [keys: 2500L, rows: 2500L]
        cache.ask('get', ['perm:u2500']).value() == 'p2500'
        (cache.ask('pttl', ['perm:u1']).value() as long) > 3_500_000
        cache.count('perm:*', 10_000) == 2500
        execution.steps.last().done() == 2500
        execution.steps.last().total() == 2500
        execution.facts == [cache: "127.0.0.1:$server.port/3".toString(), database: 'shop']
    }

    def "hashes leave nulls out, sets and sorted sets gather rows, JSON is the whole row"() {
        given:
        rows.of(columns, data)

        when:
        performer.perform(warm(shape, values, life, key), execution)

        then:
        cache.ask(*asked).rows().collect { it.collect { it } }.toSet() == read as Set
        (cache.ask('ttl', [asked[1][0]]).value() > 0) == (life != null)

        where:
        shape            | key            | columns          | data                                     | values                                 | life                 | asked                      | read
        Shape.HASH       | 'perm:{uuid}'  | ['uuid', 'role'] | [['u1', 'admin']]                        | [role: '{role}', fix: 'x']             | null                 | ['hgetall', ['perm:u1']]   | [['role', 'admin'], ['fix', 'x']]
        Shape.HASH       | 'perm:{uuid}'  | ['uuid', 'role'] | [['u1', null]]                           | [role: '{role}', fix: 'x']             | Duration.ofHours(1)  | ['hgetall', ['perm:u1']]   | [['fix', 'x']]
        Shape.HASH       | 'all'          | ['uuid', 'role'] | [['u1', 'a'], ['u2', 'b']]               | ['{uuid}': '{role}']                   | null                 | ['hgetall', ['all']]       | [['u1', 'a'], ['u2', 'b']]
        Shape.SET        | 'role:{role}'  | ['uuid', 'role'] | [['u1', 'a'], ['u2', 'a']]               | [value: '{uuid}']                      | Duration.ofHours(1)  | ['smembers', ['role:a']]   | [['u1'], ['u2']]
        Shape.SORTED_SET | 'top'          | ['uuid', 'n']    | [['u1', 3L], ['u2', 1.5G]]               | [member: '{uuid}', score: '{n}']       | null                 | ['zrange', ['top', '0', '-1']] | [['u2'], ['u1']]
        Shape.JSON       | 'perm:{uuid}'  | ['uuid', 'handrail_row'] | [['u1', '{"uuid":"u1"}']]        | [:]                                    | null                 | ['get', ['perm:u1']]       | [['{"uuid":"u1"}']]
        Shape.STRING     | 'n:{n}:{b}'    | ['n', 'b']       | [[12345678901234567890G, true]]          | [value: '{n}']                         | null                 | ['get', ['n:12345678901234567890:true']] | [['12345678901234567890']]
    }

    def "the whole row as JSON is asked of the database"() {
        given:
        rows.of(['uuid', 'handrail_row'], [])

        when:
        performer.perform(warm(Shape.JSON, [:], null), execution)

        then:
        rows.streamed == 'select handrail_query.*, row_to_json(handrail_query)::text as handrail_row from (\n' +
            'select uuid, permissions from permission_view\n) handrail_query'
    }

    def "a null where the key or the value needs one is a failure that says the row"() {
        given:
        rows.of(['uuid', 'permissions'], [['u1', 'p1'], data])

        when:
        performer.perform(warm(Shape.STRING, [value: '{permissions}'], null), execution)

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.FAILED
        failure.message == message

        where:
        data         | message
        [null, 'p2'] | 'row 2 has no key: perm:{uuid} is null'
        ['u2', null] | 'row 2 has no value: {permissions} is null'
    }

    def "a score that is no number is a failure that says the row"() {
        given:
        rows.of(['uuid', 'n'], [['u1', 'many']])

        when:
        performer.perform(warm(Shape.SORTED_SET, [member: '{uuid}', score: '{n}'], null), execution)

        then:
        EffectFailure failure = thrown()
        failure.message == "row 1 has no score: 'many' is not a number"
    }

    def "lives are spread, none longer than was said"() {
        given:
        rows.of(['uuid', 'permissions'], (1..200).collect { ["u$it".toString(), 'p'] })
        def query = SqlText.of('select 1', Position.NOWHERE).single()

        when:
        performer.perform(new Warm('permissions', 'main', query, shape, 'perm:{uuid}', [value: '{permissions}'],
            Duration.ofHours(1), 1000, false, 50, 200), execution)
        List lives = (1..200).collect { cache.ask('pttl', ["perm:u$it".toString()]).value() as long }

        then:
        lives.max() <= 3_600_000
        lives.min() >= 1_700_000
        lives.toSet().size() > 100

        where:
        shape << [Shape.STRING, Shape.SET]
    }

    def "a string of a replaced family is never missing, and never half old while it is written"() {
        given:
        ['SET perm:u1 old', 'SET perm:u2 old', 'SET perm:gone old'].each { server.say(it, 3) }
        rows.of(['uuid', 'permissions'], (1..3000).collect { ["u$it".toString(), 'new'] })
        List seen = []
        execution.whenProgress = { if (it.done() > 0 && it.done() < 3000) { seen << cache.ask('mget', ['perm:u1', 'perm:u2', 'perm:gone']).rows()*.getAt(1) } }

        when:
        performer.perform(warm(Shape.STRING, [value: '{permissions}'], Duration.ofHours(1), 'perm:{uuid}', true), execution)

        then:
        !seen.empty
        seen.every { it == ['old', 'old', 'old'] }
        cache.ask('mget', ['perm:u1', 'perm:u2', 'perm:gone']).rows()*.getAt(1) == ['new', 'new', null]
        server.say('DBSIZE', 3) == ':3000'
    }

    def "a key that somebody unlinks meanwhile is missed at the end, one that is written over is told"() {
        given:
        rows.of(['uuid', 'permissions'], (1..3000).collect { ["u$it".toString(), 'p'] })
        execution.whenProgress = { if (it.done() == 3000) { assert server.say(command, 3)[0] in [':', '+'] } }

        when:
        Outcome outcome = null
        EffectFailure failure = null
        try {
            outcome = performer.perform(warm(Shape.STRING, [value: '{permissions}'], Duration.ofHours(1)), execution)
        } catch (EffectFailure e) {
            failure = e
        }

        then:
        failure?.message == message
        outcome?.facts()?.changed == changed

        where:
        command               || message                                         | changed
        'DEL perm:u4'         || 'key perm:u4 was written and is not there'      | null
        'SET perm:u4 another' || null                                            | '1'
    }

    def "a value that is longer than Redis takes is refused with its row, and is not sent"() {
        given:
        Warm effect = warm(Shape.STRING, [value: '{permissions}'], null)
        Pipeline pipeline = new Pipeline(cache, 1000)
        RowWriter writer = new RowWriter(effect, pipeline, Naming.inPlace(), ['uuid', 'permissions'], 100)
        Closure<Fields> row = { String id, int length -> new Fields(2).tap { add(id); add('x' * length) } }

        when:
        writer.write(row('u1', 100))
        writer.write(row('u2', 101))

        then:
        EffectFailure failure = thrown()
        failure.message.startsWith('row 2 has a value of 101 bytes, and Redis takes ')

        when:
        pipeline.finish()

        then:
        pipeline.written() == 1
        cache.sample('*', 10) == ['perm:u1']

        cleanup:
        pipeline?.close()
    }

    def "rows with one key are counted and told"() {
        given:
        rows.of(['uuid', 'permissions'], [['u1', 'a'], ['u2', 'b'], ['u1', 'c']])

        when:
        Outcome outcome = performer.perform(warm(Shape.STRING, [value: '{permissions}'], null), execution)

        then:
        outcome.counts() == [keys: 2L, rows: 3L, duplicates: 1L]
        execution.lines == ['1 of 3 rows had the key of an earlier row and took its place']
        cache.ask('get', ['perm:u1']).value() == 'c'
    }

    def "memory that is full is a failure with x of y"() {
        given:
        LiveRedis small = LiveRedis.start(maxmemory: '3mb', 'maxmemory-policy': 'noeviction')
        RedisTarget target = RedisTarget.at('permissions', small.url(), null)
        rows.of(['uuid', 'permissions'], (1..20_000).collect { ["u$it".toString(), 'x' * 500] })

        when:
        new WarmPerformer({ target }, { rows }).perform(warm(Shape.STRING, [value: '{permissions}'], null), execution)

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().why() ==~ /its memory is full; [\d,]+ of 20,000 rows were written/
        rows.handed < 20_000

        cleanup:
        target?.close()
        small?.stop()
    }

    def "keys that are evicted meanwhile are a failure too"() {
        given:
        LiveRedis small = LiveRedis.start(maxmemory: '3mb', 'maxmemory-policy': 'allkeys-lru')
        RedisTarget target = RedisTarget.at('permissions', small.url(), null)
        rows.of(['uuid', 'permissions'], (1..20_000).collect { ["u$it".toString(), 'x' * 500] })

        when:
        new WarmPerformer({ target }, { rows }).perform(warm(Shape.STRING, [value: '{permissions}'], null), execution)

        then:
        EffectFailure failure = thrown()
        failure.message == "cache 'permissions' evicted keys while it was filled"
        failure.problem().why() ==~ /[\d,]+ keys were evicted; 20,000 of 20,000 rows were written/

        cleanup:
        target?.close()
        small?.stop()
    }

    def "a database that fails half-way is a failure that says how far it came"() {
        given:
        rows.of(['uuid', 'permissions'], (1..3000).collect { ["u$it".toString(), 'p'] })
        rows.fails = 2500

        when:
        performer.perform(warm(Shape.STRING, [value: '{permissions}'], null), execution)

        then:
        EffectFailure failure = thrown()
        failure.message == 'the connection to main was cut'
        failure.problem().why() ==~ /[\d,]+ of 3,000 rows were written/
    }

    def "cancelling ends it between batches"() {
        given:
        rows.of(['uuid', 'permissions'], (1..9000).collect { ["u$it".toString(), 'p'] })
        execution.whenProgress = { execution.stop() }

        when:
        performer.perform(warm(Shape.STRING, [value: '{permissions}'], null), execution)

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.CANCELLED
        failure.message == 'ended early: 1,000 of 9,000 rows were written; those keys stay'
        cache.count('perm:*', 10_000) == 1000
    }

    def "a connection that is killed on the way is a failure, nothing is sent twice"() {
        given:
        rows.of(['uuid', 'permissions'], (1..9000).collect { ["u$it".toString(), 'p'] })
        execution.whenProgress = { server.say('CLIENT KILL TYPE normal', 3) }

        when:
        performer.perform(warm(Shape.STRING, [value: '{permissions}'], null), execution)

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().why().startsWith('the connection was cut; ')
    }

    def "replacing unlinks the keys that the query no longer covers, and no others"() {
        given:
        ['SET perm:old x', 'SET perm:u1 x', 'SET other x', 'SET handrail:run x'].each { server.say(it, 3) }
        rows.of(['uuid', 'permissions'], [['u1', 'a'], ['u2', 'b']])

        when:
        Outcome outcome = performer.perform(warm(Shape.STRING, [value: '{permissions}'], null, 'perm:{uuid}', true), execution)

        then:
        outcome.counts() == [keys: 2L, rows: 2L, unlinked: 1L]
        cache.sample('*', 10).toSet() == ['perm:u1', 'perm:u2', 'other'] as Set
        server.say('EXISTS handrail:run', 3) == ':1'
    }

    def "replacing a set drops its old members, and nothing is left aside"() {
        given:
        ['SADD role:a gone u1', 'SADD role:b gone'].each { server.say(it, 3) }
        rows.of(['uuid', 'role'], (1..1500).collect { ["u$it".toString(), 'a'] })

        when:
        Outcome outcome = performer.perform(warm(Shape.SET, [value: '{uuid}'], life, 'role:{role}', true), execution)

        then:
        outcome.counts().unlinked == 1
        cache.ask('scard', ['role:a']).value() == 1500
        cache.ask('exists', ['role:b']).value() == 0
        server.say('DBSIZE', 3) == ':1'
        (cache.ask('ttl', ['role:a']).value() > 0) == (life != null)

        where:
        life << [null, Duration.ofHours(1)]
    }

    def "a replacement that fails leaves the old members as they were"() {
        given:
        server.say('SADD role:a old', 3)
        rows.of(['uuid', 'role'], [['u1', 'a'], [null, 'a']])

        when:
        performer.perform(warm(Shape.SET, [value: '{uuid}'], null, 'role:{role}', true), execution)

        then:
        thrown(EffectFailure)
        cache.ask('smembers', ['role:a']).rows() == [['old']]
        server.say('DBSIZE', 3) == ':1'
    }

    def "an empty query replaces nothing"() {
        given:
        server.say('SET perm:old x', 3)
        rows.of(['uuid', 'permissions'], [])

        when:
        performer.perform(warm(Shape.STRING, [value: '{permissions}'], null, 'perm:{uuid}', true), execution)

        then:
        EffectFailure failure = thrown()
        failure.message.startsWith('the query returned no row')
        server.say('EXISTS perm:old', 3) == ':1'
    }

    private Warm warm(Shape shape, Map<String, String> values, Duration life, String key = 'perm:{uuid}', boolean replace = false) {
        Statement query = SqlText.of('select uuid, permissions from permission_view', Position.NOWHERE).single()
        new Warm('permissions', 'main', query, shape, key, values, life, 1000, replace, 0, rows.data.size())
    }

    static class Rows extends Seen.SeenDatabase {
        List<String> columns = []
        List<List> data = []
        String streamed
        int handed
        int fails = Integer.MAX_VALUE

        void of(List<String> columns, List<List> data) {
            this.columns = columns
            this.data = data
        }

        @Override
        long stream(Statement query, Values values, RowSink sink) {
            streamed = query.sql()
            sink.columns(columns)
            for (List row : data) {
                if (++handed > fails) {
                    throw new Problem(ExitCode.UNREACHABLE, 'the connection to main was cut', '', '', 'resume')
                }
                Fields fields = new Fields(row.size())
                row.each { it == null ? fields.addNull() : fields.add(it as String) }
                if (!sink.row(fields)) {
                    break
                }
            }
            handed
        }
    }
}
