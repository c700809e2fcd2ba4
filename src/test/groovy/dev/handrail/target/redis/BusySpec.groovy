package dev.handrail.target.redis

import dev.handrail.live.LiveExecution
import dev.handrail.live.LiveRedis
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Warm
import dev.handrail.runbook.Warm.Shape
import dev.handrail.seen.Seen
import dev.handrail.text.SqlText
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** A Redis that answers, but not what it was asked. */
@Timeout(120)
class BusySpec extends Specification {
    @AutoCleanup('stop')
    LiveRedis server = LiveRedis.start('lua-time-limit': '50')
    @AutoCleanup
    RedisTarget cache = RedisTarget.at('permissions', server.url(), null)
    PollingConditions soon = new PollingConditions(timeout: 60)

    def "a script that keeps it busy is told as that, and how it is ended"() {
        given: 'nobody reads its reply'
        Socket script = new Socket(InetAddress.loopbackAddress, server.port)
        script.outputStream << "AUTH $LiveRedis.PASSWORD\r\n*3\r\n\$4\r\nEVAL\r\n\$17\r\nwhile true do end\r\n\$1\r\n0\r\n"
        script.outputStream.flush()
        soon.eventually { assert server.say('GET x').startsWith('-BUSY') }

        when:
        cache.ask('get', ['x'])

        then:
        Problem problem = thrown()
        problem.why() == 'a script keeps it busy'
        problem.remedy().contains('SCRIPT KILL')

        when:
        server.say('SCRIPT KILL')

        then:
        soon.eventually { assert cache.ask('ping', []).value() == 'PONG' }

        cleanup:
        script?.close()
    }

    @Tag('long')
    def "one that can't save to disk takes no changes, which is told with how many rows were written"() {
        given:
        Path gone = Files.createTempDirectory('gone')
        assert server.say("CONFIG SET dir $gone") == '+OK'
        assert server.say('CONFIG SET save "3600 1"') == '+OK'
        gone.toFile().deleteDir()
        server.say('BGSAVE')
        soon.eventually { assert server.say('SET x y').startsWith('-MISCONF') }
        WarmPerformerSpec.Rows rows = new WarmPerformerSpec.Rows()
        rows.of(['id', 'body'], (1..10).collect { ["u$it".toString(), 'b'] })
        def query = SqlText.of('select id, body from t', Position.NOWHERE).single()

        when:
        new WarmPerformer({ cache }, { rows }).perform(
            new Warm('permissions', 'main', query, Shape.STRING, 'perm:{id}', [value: '{body}'], null, 5, false, 0, 10),
            new LiveExecution(values: new Seen.SeenValues()))

        then:
        EffectFailure failure = thrown()
        failure.problem().why().startsWith("it can't save to disk and so takes no changes; 0 of 10 rows were written")
    }
}
