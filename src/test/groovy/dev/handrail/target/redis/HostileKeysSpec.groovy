package dev.handrail.target.redis

import dev.handrail.cache.FlushAction
import dev.handrail.live.LiveExecution
import dev.handrail.live.LiveRedis
import dev.handrail.problem.Position
import dev.handrail.runbook.Outcome
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Unlink
import dev.handrail.runbook.Warm
import dev.handrail.runbook.Warm.Shape
import dev.handrail.seen.Seen
import dev.handrail.text.SqlText
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

/** Names that an application would not give: escapes, line ends, braces, half a character, a megabyte. */
@Timeout(120)
class HostileKeysSpec extends Specification {
    private static final List<String> NAMES = ['\u001b[31m', 'a\r\nSET injected 1\r\n', '{', '}{', '{}x', '\u202e', '*?[a]\\', ' ', 'ž🐎', '$5', 'k' * (1 << 20)]

    @Shared
    @AutoCleanup('stop')
    LiveRedis server = LiveRedis.start()
    @AutoCleanup
    RedisTarget cache = RedisTarget.at('permissions', server.url(), null)
    LiveExecution execution = new LiveExecution(values: new Seen.SeenValues())

    def setup() {
        server.say('FLUSHALL')
    }

    private void set(byte[] key) {
        Pipeline pipeline = new Pipeline(cache, 1)
        pipeline.to(key, key.length).command(3).word('SET').word(key).word('x')
        pipeline.done(true)
        pipeline.finish()
        assert pipeline.failure() == null && pipeline.written() == 1
        pipeline.close()
    }

    def "they are counted, looked at, shown in short and unlinked, every one"() {
        given:
        NAMES.each { set("perm:$it".getBytes('UTF-8')) }
        set([0x70, 0x65, 0x72, 0x6d, 0x3a, 0xff, 0x00, 0xc3] as byte[])
        server.say('SET other x')

        when:
        Plan plan = new FlushAction('permissions', 'perm:*', false).plan(new Seen(caches: [permissions: cache]))

        then:
        plan.estimate().count() == NAMES.size() + 1
        plan.estimate().show().length() < 700
        !(plan.estimate().show() =~ /[\x00-\x1f\u202e]/)
        cache.ask('ttls', ['perm:*']).facts().keys == NAMES.size() + 1
        cache.ask('big keys', ['perm:*']).rows()[0][0].toString().length() < 200
        cache.ask('big keys', ['perm:*']).rows()[0][1] > 1 << 20

        when:
        Outcome outcome = new UnlinkPerformer({ cache }).perform(plan.effects()[0] as Unlink, execution)

        then:
        outcome.counts() == [keys: NAMES.size() + 1L]
        cache.sample('*', 10) == ['other']
    }

    def "they are written as they are, and nothing in them is a command: #shape, replaced: #replace"() {
        given:
        WarmPerformerSpec.Rows rows = new WarmPerformerSpec.Rows()
        rows.of(['id', 'body'], NAMES.collect { [it, "body of $it".toString()] })
        def query = SqlText.of('select id, body from t', Position.NOWHERE).single()

        when:
        Outcome outcome = new WarmPerformer({ cache }, { rows }).perform(
            new Warm('permissions', 'main', query, shape, 'perm:{id}', shape == Shape.HASH ? ['{id}': '{body}'] : [value: '{body}'],
                Duration.ofHours(1), 3, replace, 0, 0), execution)

        then:
        outcome.counts() == [keys: NAMES.size() as long, rows: NAMES.size() as long]
        server.say('DBSIZE') == ":${NAMES.size()}"
        server.say('EXISTS injected') == ':0'
        NAMES.every {
            def key = "perm:$it".toString()
            (shape == Shape.HASH ? cache.ask('hget', [key, it]) : cache.ask('get', [key])).value() == "body of $it"
        }

        where:
        [shape, replace] << [[Shape.STRING, Shape.HASH], [false, true]].combinations()
    }
}
