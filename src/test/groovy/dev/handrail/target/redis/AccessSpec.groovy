package dev.handrail.target.redis

import dev.handrail.cache.FlushAction
import dev.handrail.cache.WarmAction
import dev.handrail.live.LiveExecution
import dev.handrail.live.LiveRedis
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Reading
import dev.handrail.runbook.Unlink
import dev.handrail.runbook.Warm.Shape
import dev.handrail.seen.Seen
import dev.handrail.text.Secret
import dev.handrail.text.SqlText
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

/** TLS and users with few rights, on Debian's Redis; the same rights on the older one, which has no ACL DRYRUN. */
@Requires({ LiveRedis.sevenThere && Files.isExecutable(Path.of('/usr/bin/openssl')) })
@Timeout(120)
class AccessSpec extends Specification {
    @Shared
    Path folder = Files.createTempDirectory('handrail-tls')
    @Shared
    @AutoCleanup('stop')
    LiveRedis seven
    @Shared
    @AutoCleanup('stop')
    LiveRedis six = LiveRedis.start()
    @Shared
    int secure = new ServerSocket(0, 1, InetAddress.loopbackAddress).withCloseable { it.localPort }
    @Shared
    String trusted = System.getProperty('javax.net.ssl.trustStore')

    def setupSpec() {
        program('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=handrail spec',
            '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', "$folder/key.pem", '-out', "$folder/cert.pem")
        program("${System.getProperty('java.home')}/bin/keytool", '-importcert', '-noprompt', '-alias', 'spec', '-file', "$folder/cert.pem",
            '-keystore', "$folder/trust.p12", '-storepass', 'changeit', '-storetype', 'JKS')
        seven = LiveRedis.seven('tls-port': secure as String, 'tls-cert-file': "$folder/cert.pem".toString(),
            'tls-key-file': "$folder/key.pem".toString(), 'tls-auth-clients': 'no')
    }

    def cleanup() {
        trust(trusted)
    }

    def cleanupSpec() {
        folder.toFile().deleteDir()
    }

    private static void program(String... argv) {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start()
        String said = process.inputStream.text
        assert process.waitFor() == 0: said
    }

    private static void trust(String store) {
        store == null ? System.clearProperty('javax.net.ssl.trustStore') : System.setProperty('javax.net.ssl.trustStore', store)
    }

    def "over TLS keys are counted and unlinked, as an ACL user with just these rights"() {
        given:
        trust("$folder/trust.p12".toString())
        assert seven.say('ACL SETUSER flusher reset on >pw-of-flusher ~perm:* ~handrail:* +info +scan +unlink +ping') == '+OK'
        seven.fill(3000)
        RedisTarget cache = RedisTarget.at('permissions', "rediss://flusher@127.0.0.1:$secure/0", new Secret('p', 'pw-of-flusher'))

        when:
        def plan = new FlushAction('permissions', 'perm:*', false).plan(new Seen(caches: [permissions: cache]))
        def outcome = new UnlinkPerformer({ cache }).perform(plan.effects()[0] as Unlink, new LiveExecution())

        then:
        plan.estimate().count() == 3000
        outcome.counts() == [keys: 3000L]

        cleanup:
        cache?.close()
    }

    def "over TLS many batches are written and every reply comes, complaints too"() {
        given:
        trust("$folder/trust.p12".toString())
        RedisTarget cache = RedisTarget.at('permissions', "rediss://127.0.0.1:$secure/0", new Secret('p', LiveRedis.PASSWORD))
        Pipeline pipeline = new Pipeline(cache, 1000)
        def set = { int i ->
            byte[] key = "tls:$i".bytes
            pipeline.to(key, key.length).command(3).word('SET').word(key).word('x' * 100)
            pipeline.done(true)
            pipeline.rowDone()
        }

        when:
        20_500.times(set)
        pipeline.finish()

        then:
        pipeline.written() == 20_500
        pipeline.failure() == null

        when:
        pipeline.to('tls:7'.bytes, 5).command(2).word('LLEN').word('tls:7')
        pipeline.done(true)
        pipeline.finish()

        then:
        pipeline.written() == 20_500
        pipeline.failure().message.startsWith('WRONGTYPE')

        cleanup:
        pipeline?.close()
        cache?.close()
        assert seven.say('FLUSHDB') == '+OK'
    }

    def "a certificate that nobody here trusts is refused"() {
        given:
        RedisTarget cache = RedisTarget.at('permissions', "rediss://127.0.0.1:$secure/0", new Secret('p', LiveRedis.PASSWORD))

        when:
        cache.identity()

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.why() == 'no authority that this machine trusts has signed its certificate'

        cleanup:
        cache?.close()
    }

    def "the right that is missing is told before anything is sent: #rights, #action"() {
        given:
        LiveRedis server = older ? six : seven
        assert server.say("ACL SETUSER few reset on >pw-of-few +info +scan +exists +client $rights") == '+OK'
        server.say('SET perm:1 x')
        RedisTarget cache = RedisTarget.at('permissions', "redis://few:pw-of-few@127.0.0.1:$server.port/0", null)
        def database = new Seen.SeenDatabase(asked: { String sql ->
            sql.contains('limit') ? Reading.rows(['id', 'body'], [['1', 'x']]) : Reading.of(1L)
        })
        def targets = new Seen(caches: [permissions: cache], databases: [main: database])
        def warm = new WarmAction('permissions', 'main', SqlText.of('select id, body from t', Position.NOWHERE), Shape.HASH,
            'perm:{id}', [body: '{body}'], java.time.Duration.ofHours(1), 1000, replace, 0)

        when:
        (action == 'flush' ? new FlushAction('permissions', 'perm:*', false) : warm).plan(targets)

        then:
        Problem refused = thrown()
        refused.exitCode() == ExitCode.UNREACHABLE
        refused.what() == "user 'few' of cache 'permissions' may not $what"
        refused.remedy() == "an administrator grants it: redis-cli ACL SETUSER few $grant"
        server.say('GET perm:1') == '$1'

        cleanup:
        cache?.close()

        where:
        [older, [rights, action, replace, what, grant]] << [[false, true], [
            ['~perm:* +multi +discard', 'flush', false, 'do UNLINK', '+unlink'],
            ['~other:* +multi +discard +unlink', 'flush', false, 'do UNLINK on keys perm:*', '~perm:*'],
            ['~perm:* +multi +discard', 'warm', false, 'do HSET', '+hset'],
            ['~perm:* +multi +discard +hset', 'warm', false, 'do PEXPIRE', '+pexpire'],
            ['~perm:* ~handrail:* +multi +discard +hset +pexpire +persist', 'warm', true, 'do RENAME', '+rename'],
        ]].combinations()
    }

    def "whoever may not even try is not held up by it"() {
        given:
        assert seven.say('ACL SETUSER few reset on >pw-of-few ~* +info +scan +unlink') == '+OK'
        seven.fill(5)
        RedisTarget cache = RedisTarget.at('permissions', "redis://few:pw-of-few@127.0.0.1:$seven.port/0", null)

        expect:
        new FlushAction('permissions', 'perm:*', false).plan(new Seen(caches: [permissions: cache])).effects().size() == 1

        cleanup:
        cache?.close()
    }
}
