package dev.handrail.target.redis

import dev.handrail.live.LiveCluster
import dev.handrail.live.LiveExecution
import dev.handrail.live.LiveRedis
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Guard.Holder
import dev.handrail.runbook.Outcome
import dev.handrail.runbook.Unlink
import dev.handrail.runbook.Warm
import dev.handrail.runbook.Warm.Shape
import dev.handrail.seen.Seen
import dev.handrail.text.SqlText
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Stepwise
import spock.lang.Tag
import spock.lang.Timeout

/** Three primaries; the last feature ends one of them. */
@Requires({ LiveRedis.sevenThere })
@Stepwise
@Timeout(180)
class ClusterSpec extends Specification {
    @Shared
    @AutoCleanup('stop')
    LiveCluster cluster = LiveCluster.start()
    @AutoCleanup
    RedisTarget cache = RedisTarget.at('permissions', cluster.url(), null)
    LiveExecution execution = new LiveExecution(values: new Seen.SeenValues())
    WarmPerformerSpec.Rows rows = new WarmPerformerSpec.Rows()

    def setup() {
        cluster.nodes.each { it.say('FLUSHALL') }
    }

    private Outcome flush(String pattern = 'perm:*') {
        new UnlinkPerformer({ cache }).perform(new Unlink('permissions', pattern), execution)
    }

    private Outcome warm(int count, Shape shape = Shape.STRING, boolean replace = false, int batch = 1000) {
        rows.of(['id', 'body'], (1..count).collect { ["u$it".toString(), "body$it".toString()] })
        def query = SqlText.of('select id, body from t', Position.NOWHERE).single()
        new WarmPerformer({ cache }, { rows }).perform(
            new Warm('permissions', 'main', query, shape, 'perm:{id}', [value: '{body}'], Duration.ofHours(1), batch, replace, 0, count), execution)
    }

    def "keys are warmed where their slots are, counted over all primaries, and flushed from all of them"() {
        when:
        Outcome warmed = warm(5000)

        then:
        warmed.counts() == [keys: 5000L, rows: 5000L]
        cluster.nodes.every { (it.say('DBSIZE').substring(1) as int) > 1000 }
        cache.count('perm:*', 100_000) == 5000
        cache.ask('get', ['perm:u4711']).value() == 'body4711'
        cache.identity().keys() == 5000
        cache.identity().role() == 'master'
        cache.ask('dbsize', []).value() == 5000
        cache.ask('size', ['perm:*']).facts().keys == 5000
        cache.ask('ttls', ['perm:*']).rows().collectEntries { [it[0], it[1]] }['under 1h'] == 5000
        cache.ask('clients', []).value() >= 3
        cache.ask('slowlog', []).columns() == ['at', 'ms', 'command']

        when:
        Outcome flushed = flush()

        then:
        flushed.counts() == [keys: 5000L]
        cluster.keys() == 0
    }

    def "replacing renames within a slot, whatever braces a key has, and leaves nothing aside"() {
        given:
        rows.of(['id', 'body'], ['a', '{b}', 'c}d{', '{}e', '{f', 'g{h}i', 'ž{'].collect { [it, 'x'] } + (1..2000).collect { ["n$it".toString(), 'x'] })
        def query = SqlText.of('select id, body from t', Position.NOWHERE).single()
        def effect = new Warm('permissions', 'main', query, shape, 'perm:{id}', [value: '{body}'], null, 100, true, 0, 0)
        ['SET perm:old 1', 'SET perm:gone{x} 1', 'SET other 1'].each { command ->
            cluster.nodes.each { it.say(command) } // one of them takes it
        }

        when:
        Outcome outcome = new WarmPerformer({ cache }, { rows }).perform(effect, execution)

        then:
        outcome.counts() == [keys: 2007L, rows: 2007L, unlinked: 2L]
        cluster.keys() == 2008
        cache.ask('exists', ['perm:c}d{']).value() == 1
        cache.ask('ttl', ['perm:g{h}i']).value() == -1

        where:
        shape << [Shape.STRING, Shape.SET]
    }

    @Tag('long')
    def "keys of a slot that is on its way are unlinked on both sides, and written where they belong"() {
        given:
        warm(300)
        List<String> keys = (1..300).collect { "{perm}:$it".toString() }
        int slot = LiveCluster.slot('perm')
        LiveRedis from = cluster.owner(slot)
        LiveRedis to = cluster.nodes.find { it != from }
        keys.each { from.say("SET $it x") }
        cluster.begin(slot, to, keys.take(150))

        when:
        Outcome flushed = flush('*')

        then:
        flushed.counts().keys == 600
        cluster.keys() == 0

        when: 'half of these keys are there when they are written again'
        keys.take(3).each { from.say("SET $it old") }
        rows.of(['tag', 'id', 'body'], (1..300).collect { ['perm', it as String, 'new'] })
        def query = SqlText.of('select id, body from t', Position.NOWHERE).single()
        Outcome warmed = new WarmPerformer({ cache }, { rows }).perform(
            new Warm('permissions', 'main', query, Shape.STRING, '{{tag}}:{id}', [value: '{body}'], null, 50, false, 0, 0), execution)

        then:
        warmed.counts().keys == 300
        cluster.keys() == 300
        cache.ask('get', ['{perm}:299']).value() == 'new'

        cleanup:
        cluster.nodes.each { it.say('FLUSHALL') }
        cluster.end(slot, from)
    }

    def "a slot that is handed over in the middle loses no row"() {
        given:
        int slot = LiveCluster.slot('perm:u1500')
        LiveRedis from = cluster.owner(slot)
        LiveRedis to = cluster.nodes.find { it != from }
        boolean moved = false
        execution.whenProgress = {
            if (!moved) {
                moved = true
                cluster.begin(slot, to, [])
                from.keysIn(slot).each { assert from.say("MIGRATE 127.0.0.1 $to.port $it 0 5000 AUTH $LiveRedis.PASSWORD") == '+OK' }
                cluster.end(slot, to)
            }
        }

        when:
        Outcome outcome = warm(3000, Shape.STRING, false, 200)

        then:
        moved
        outcome.counts() == [keys: 3000L, rows: 3000L]
        cluster.keys() == 3000
        cache.ask('get', ['perm:u1500']).value() == 'body1500'

        cleanup:
        cluster.nodes.each { it.say('FLUSHALL') }
        cluster.end(slot, from)
    }

    def "the lock and the open run's note are kept where their slots are"() {
        given:
        CacheLock mine = new CacheLock(cache)
        CacheLock other = new CacheLock(cache)

        when:
        mine.take(new Holder('run-1', 'book', 'ana', 'ops1', 'now'))
        mine.verify()
        mine.mark('run-1', '17:ab')
        other.take(new Holder('run-2', 'book', 'ana', 'ops1', 'now'))

        then:
        Problem held = thrown()
        held.exitCode() == ExitCode.HELD
        mine.marks('run-1')*.head() == ['17:ab']
        cluster.keys() == 3

        when: 'everything is flushed'
        Outcome flushed = flush('*')
        mine.verify()
        mine.release('run-1')
        mine.close()

        then:
        flushed.counts().keys == 0
        cluster.keys() == 0

        cleanup:
        other.close()
    }

    def "of several servers that are named one may be down, and it is the same cache"() {
        given:
        int nobody = new ServerSocket(0, 1, InetAddress.loopbackAddress).withCloseable { it.localPort }
        String url = cluster.url().replaceFirst('127.0.0.1:', "127.0.0.1:$nobody,127.0.0.1:")
        RedisTarget other = RedisTarget.at('permissions', url, null)
        rows.of(['id', 'body'], (1..200).collect { ["u$it".toString(), 'b'] })
        def query = SqlText.of('select id, body from t', Position.NOWHERE).single()

        when:
        Outcome warmed = new WarmPerformer({ other }, { rows }).perform(
            new Warm('permissions', 'main', query, Shape.STRING, 'perm:{id}', [value: '{body}'], null, 50, false, 0, 0), execution)

        then:
        warmed.counts().keys == 200
        other.count('perm:*', 1000) == 200
        other.ask('get', ['perm:u7']).value() == 'b'
        "${other.identity().host()}:${other.identity().port()}" == "127.0.0.1:$nobody,127.0.0.1:${cluster.nodes[0].port}".toString()
        new UnlinkPerformer({ other }).perform(new Unlink('permissions', 'perm:*'), execution).counts().keys == 200

        cleanup:
        other.close()
    }

    def "where none of them is up it is told as one that can't be reached"() {
        given:
        int nobody = new ServerSocket(0, 1, InetAddress.loopbackAddress).withCloseable { it.localPort }

        when:
        RedisTarget.at('permissions', "redis://127.0.0.1:$nobody,127.0.0.1:$nobody/", null).identity()

        then:
        Problem refused = thrown()
        refused.exitCode() == ExitCode.UNREACHABLE
    }

    @Tag('long')
    def "a primary that dies in the middle is a failure with how far it came, and no plan is made without it"() {
        given:
        boolean killed = false
        execution.whenProgress = {
            if (!killed) {
                killed = true
                cluster.nodes[2].kill()
            }
        }

        when:
        warm(9000, Shape.STRING, false, 500)

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().why() ==~ /(?s).+; [\d,]+ of 9,000 rows were written/

        when:
        cluster.await({ it.text('CLUSTER INFO').contains('cluster_state:fail') }, cluster.nodes.take(2))
        flush()

        then:
        Problem unreachable = thrown()
        unreachable.exitCode() == ExitCode.UNREACHABLE
        unreachable.where() == "127.0.0.1:${cluster.nodes[2].port}/0"
    }
}
