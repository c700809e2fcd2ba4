package dev.handrail.target.redis

import dev.handrail.live.LiveRedis
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Guard.Holder
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

@Timeout(180)
class CacheLockSpec extends Specification {
    @Shared
    LiveRedis server = LiveRedis.server()
    @AutoCleanup
    RedisTarget cache = RedisTarget.at('permissions', server.url(4), null)
    @AutoCleanup
    CacheLock mine = new CacheLock(cache)
    @AutoCleanup
    CacheLock other = new CacheLock(cache)

    def setup() {
        server.say('FLUSHDB', 4)
    }

    def "one of two holds it, and the other is told who"() {
        given:
        mine.take(holder('run-1'))
        mine.verify()

        when:
        other.take(holder('run-2'))

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.HELD
        problem.what() == "another run holds cache 'permissions' now"
        problem.why() == 'run run-1 of book, by ana on ops1 since 2026-11-21T12:00:00Z'

        when:
        mine.close()
        other.take(holder('run-2'))

        then:
        other.verify()
    }

    def "it lives as long as its holder, however short its key's life"() {
        given:
        CacheLock brief = new CacheLock(cache, Duration.ofSeconds(3))
        brief.take(holder('run-1'))
        long begin = System.nanoTime()

        expect: 'renewed several times over'
        new PollingConditions(timeout: 60, initialDelay: 1, delay: 0.5).eventually {
            brief.verify()
            assert System.nanoTime() - begin > 5_000_000_000L
        }

        cleanup:
        brief.close()
    }

    def "a lock that was taken away is noticed"() {
        given:
        mine.take(holder('run-1'))
        server.say(command, 4)

        when:
        mine.verify()

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.HELD
        problem.why() == why

        where:
        command                    | why
        'DEL handrail:lock'        | 'it was not renewed in time'
        'SET handrail:lock other'  | 'another run has it now'
    }

    def "giving it back does not take another's away"() {
        given:
        mine.take(holder('run-1'))
        server.say('SET handrail:lock other', 4)

        when:
        mine.close()

        then:
        server.say('EXISTS handrail:lock', 4) == ':1'
    }

    def "the note of an open run stays until that run is finished"() {
        given:
        mine.take(holder('run-1'))
        mine.close()

        expect:
        other.openRun('run-1').empty
        other.openRun('run-2').get() == holder('run-1')

        when: 'another run looks, and leaves the note as it is'
        other.take(holder('run-2'))
        other.release('run-2')

        then:
        other.openRun('run-2').get().run() == 'run-1'

        when:
        mine.release('run-1')

        then:
        other.openRun('run-2').empty
    }

    def "what is no note is no holder, and a lock that was never taken is none"() {
        given:
        server.say("SET handrail:run $text", 4)
        server.say("SET handrail:lock $text", 4)

        expect:
        mine.openRun('run-2').empty

        when:
        mine.release('run-1')
        mine.take(holder('run-1'))

        then:
        def held = thrown(Problem)
        held.exitCode() == ExitCode.HELD

        when:
        mine.verify()

        then:
        def none = thrown(Problem)
        none.exitCode() == ExitCode.HELD

        where:
        text << ['nonsense', '[1]', '5']
    }

    def "a holder proven dead on this machine is followed at once, by one of those who try; any other is waited for"() {
        given:
        def self = dev.handrail.target.guard.HolderProcess.self()
        String dead = dev.handrail.json.Json.write([run: 'run-0', runbook: 'book', operator: 'ana', host: 'ops1', since: 'now', token: 't',
                                                    where: where ?: self.where(), pid: 4_000_000L, start: '1'])
        cache.command('set', { it.set('handrail:lock', dead) })

        when:
        boolean followed = [mine, other].count { lock ->
            try {
                lock.take(holder('run-1'))
                true
            } catch (Problem ignored) {
                false
            }
        } == 1

        then:
        followed == expected

        where:
        where         || expected
        null          || true
        'elsewhere x' || false
    }

    def "the head of a run's journal is kept for it until it is finished"() {
        expect:
        mine.marks('run-1') == []

        when:
        mine.mark('run-1', '17:ab')
        mine.mark('run-1', '18:cd')

        then:
        other.marks('run-1')*.head() == ['18:cd']
        other.marks('run-2') == []

        when:
        other.release('run-1')

        then:
        mine.marks('run-1') == []
    }

    private static Holder holder(String run) {
        new Holder(run, 'book', 'ana', 'ops1', '2026-11-21T12:00:00Z')
    }
}
