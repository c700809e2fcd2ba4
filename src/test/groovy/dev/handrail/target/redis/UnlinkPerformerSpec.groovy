package dev.handrail.target.redis

import dev.handrail.live.LiveExecution
import dev.handrail.live.LiveRedis
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Finding
import dev.handrail.runbook.Outcome
import dev.handrail.runbook.Unlink
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

@Timeout(120)
class UnlinkPerformerSpec extends Specification {
    @Shared
    LiveRedis server = LiveRedis.server()
    @AutoCleanup
    RedisTarget cache = RedisTarget.at('permissions', server.url(2), null)
    LiveExecution execution = new LiveExecution()
    UnlinkPerformer performer = new UnlinkPerformer({ cache })

    def setup() {
        server.say('FLUSHDB', 2)
    }

    def "keys that match are gone, others and ours stay, and they are counted"() {
        given:
        server.fill(5000, 2)
        ['SET other x', 'SET handrail:lock x'].each { server.say(it, 2) }

        when:
        Outcome outcome = performer.perform(new Unlink('permissions', 'perm:*'), execution)

        then:
        outcome.counts() == [keys: 5000L]
        outcome.facts() == [pattern: 'perm:*']
        server.say('DBSIZE', 2) == ':2'
        execution.facts == [cache: "127.0.0.1:$server.port/2".toString(), pattern: 'perm:*']
        execution.steps.last().done() == 5000
    }

    def "everything leaves our own keys"() {
        given:
        server.fill(10, 2)
        server.say('SET handrail:run x', 2)

        when:
        Outcome outcome = performer.perform(new Unlink('permissions', '*'), execution)

        then:
        outcome.counts().keys == 10
        server.say('GET handrail:run', 2) == '$1'
    }

    def "a key that is no text is unlinked too"() {
        given:
        new Socket(InetAddress.loopbackAddress, server.port).withCloseable { Socket s ->
            s.outputStream << "AUTH $LiveRedis.PASSWORD\r\nSELECT 2\r\n*3\r\n\$3\r\nSET\r\n\$7\r\nperm:"
            s.outputStream.write([0xff, 0x1b] as byte[])
            s.outputStream << "\r\n\$1\r\nx\r\n"
            s.inputStream.newReader().with { 3.times { readLine() } }
        }

        expect:
        performer.perform(new Unlink('permissions', 'perm:*'), execution).counts().keys == 1
        server.say('DBSIZE', 2) == ':0'
    }

    def "nothing matches: nothing is done"() {
        expect:
        performer.perform(new Unlink('permissions', 'perm:*'), execution).counts().keys == 0
    }

    def "cancelling stops between pages and says how many are gone"() {
        given:
        server.fill(20_000, 2)
        execution.whenProgress = { execution.stop() }

        when:
        performer.perform(new Unlink('permissions', 'perm:*'), execution)

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.CANCELLED
        failure.message ==~ /[\d,]+ keys were unlinked, the others stay/
        int left = server.say('DBSIZE', 2).substring(1) as int
        left > 0
        left < 20_000
    }

    def "a cancel before the start unlinks nothing"() {
        given:
        server.fill(1, 2)
        execution.cancelled = true

        when:
        performer.perform(new Unlink('permissions', 'perm:*'), execution)

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.CANCELLED
        server.say('DBSIZE', 2) == ':1'
        execution.facts == null
    }

    def "a connection that is killed on the way is opened anew, and the count is at least so many"() {
        given:
        server.fill(20_000, 2)
        boolean killed = false
        execution.whenProgress = {
            if (!killed) {
                killed = true
                server.say('CLIENT KILL TYPE normal SKIPME yes', 2)
            }
        }

        when:
        Outcome outcome = performer.perform(new Unlink('permissions', 'perm:*'), execution)

        then:
        server.say('DBSIZE', 2) == ':0'
        outcome.facts().counted == 'at least'
        outcome.counts().keys > 0

        and: 'the connection that asks for servers may have been noticed as cut by itself'
        execution.lines.toSet() == ['the connection was cut; going over the keys again'] as Set
    }

    def "keys that the application writes meanwhile are unlinked and told, and it ends all the same"() {
        given:
        server.fill(3000, 2)
        int more = 0
        execution.whenProgress = { server.say("SET perm:late${more++} x", 2) }

        when:
        Outcome outcome = performer.perform(new Unlink('permissions', 'perm:*'), execution)

        then:
        outcome.counts().keys >= 3000
        (outcome.facts().late as int) > 0
        execution.lines.any { it.contains('keys were written while the others were unlinked') }
    }

    def "a server that goes away is a failure that says how many keys are gone"() {
        given:
        LiveRedis own = LiveRedis.start()
        own.fill(5000)
        RedisTarget target = RedisTarget.at('permissions', own.url(), null)
        execution.whenProgress = { own.stop() }

        when:
        new UnlinkPerformer({ target }).perform(new Unlink('permissions', 'perm:*'), execution)

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().why().contains('keys were unlinked before')

        cleanup:
        target?.close()
        own?.stop()
    }

    def "a replica is refused before anything is on record"() {
        given:
        LiveRedis replica = LiveRedis.start(replicaof: "127.0.0.1 $server.port", masterauth: LiveRedis.PASSWORD)
        RedisTarget target = RedisTarget.at('permissions', replica.url(2), null)

        when:
        new UnlinkPerformer({ target }).perform(new Unlink('permissions', 'perm:*'), execution)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what() == "cache 'permissions' is a replica and takes no changes"
        problem.why() == "its master is 127.0.0.1:$server.port"
        execution.facts == null

        cleanup:
        target?.close()
        replica?.stop()
    }

    def "after a kill the plan looks again"() {
        expect:
        performer.establish(null).verdict() == Finding.Verdict.PLAN_AGAIN
    }
}
