package dev.handrail.target.redis

import dev.handrail.live.LiveRedis
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Cache
import dev.handrail.runbook.Reading
import dev.handrail.text.Secret
import java.util.concurrent.atomic.AtomicBoolean
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions
import spock.lang.Timeout

@Timeout(180)
class RedisTargetSpec extends Specification {
    @Shared
    LiveRedis server = LiveRedis.server()
    @Shared
    @AutoCleanup('stop')
    LiveRedis alone = LiveRedis.start()
    @Shared
    @AutoCleanup
    RedisTarget cache = RedisTarget.at('permissions', server.url(1), null)

    def setupSpec() {
        server.say('FLUSHDB', 1)
        server.fill(2500, 1)
        ['SET other x', 'SET handrail:lock x', 'HSET h a 1 b 2', 'SADD s one two', 'ZADD z 1.5 m', 'RPUSH l x y',
         'SET ttl x PX 100000'].each { server.say(it, 1) }
    }

    def "it says which Redis it is"() {
        when:
        Cache.Identity identity = cache.identity()

        then:
        identity.host() == '127.0.0.1'
        identity.port() == server.port
        identity.number() == 1
        identity.version().startsWith('6.2')
        identity.role() == 'master'
        identity.keys() == 2507
        identity.usedMemory() > 100_000
        identity.maxMemory() == 0
    }

    def "keys are counted by SCAN, our own left out, never beyond the bound"() {
        expect:
        cache.count('perm:*', 1_000_000) == 2500
        cache.count('*', 1_000_000) == 2506
        cache.count('perm:*', 700) == 700
        cache.count('none:*', 10) == 0
        cache.count('handrail:*', 10) == 0
    }

    def "many keys are estimated from a part of them, few are counted"() {
        given:
        RedisTarget many = RedisTarget.at('permissions', alone.url(1), null)
        alone.fill(60_000, 1)
        alone.fill(20_000, 1, 'other:')

        expect:
        cache.counted('perm:*', 100_000) == new Cache.Counted(2500, true)
        many.counted('perm:*', 100_000) == new Cache.Counted(60_000, true)
        with(many.counted('perm:*', 10_000)) {
            !exact()
            Math.abs(keys() - 60_000) < 6_000
        }

        cleanup:
        many?.close()
    }

    def "some keys are shown, none of ours"() {
        expect:
        cache.sample('perm:*', 3).size() == 3
        cache.sample('perm:*', 3).every { it.startsWith('perm:') }
        cache.sample('handrail:*', 3) == []
    }

    def "#command #arguments reads #rows"() {
        when:
        Reading read = cache.ask(command, arguments)

        then:
        read.rows().collect { it.collect { it } } == rows

        where:
        command        | arguments           | rows
        'ping'         | []                  | [['PONG']]
        'GET'          | ['perm:1']          | [['value1']]
        'get'          | ['gone']            | []
        'mget'         | ['perm:1', 'gone']  | [['perm:1', 'value1'], ['gone', null]]
        'exists'       | ['perm:1', 'other'] | [[2L]]
        'type'         | ['h']               | [['hash']]
        'ttl'          | ['perm:1']          | [[-1L]]
        'hgetall'      | ['h']               | [['a', '1'], ['b', '2']]
        'hget'         | ['h', 'a']          | [['1']]
        'hlen'         | ['h']               | [[2L]]
        'scard'        | ['s']               | [[2L]]
        'zscore'       | ['z', 'm']          | [['1.5']]
        'llen'         | ['l']               | [[2L]]
        'lrange'       | ['l', '0', '-1']    | [['x'], ['y']]
        'strlen'       | ['perm:1']          | [[6L]]
        'dbsize'       | []                  | [[2507L]]
    }

    def "memory is one number, with the bound beside it; info is a row for each field"() {
        expect:
        cache.ask('memory', []).value() > 100_000
        cache.ask('memory', []).facts().maxmemory == 0L
        cache.ask('memory', ['usage', 'perm:1']).value() > 10
        cache.ask('memory usage', ['perm:1']).value() > 10
        cache.ask('info', ['server']).rows().find { it[0] == 'redis_version' }[1].startsWith('6.2')
        cache.ask('pttl', ['ttl']).value() > 1000
    }

    def "how often lookups find their key is watched for a while; where nobody looks there is no rate"() {
        given:
        RedisTarget quiet = RedisTarget.at('permissions', alone.url(), null)
        AtomicBoolean over = new AtomicBoolean()
        def looking = new Thread({
            while (!over.get()) {
                ['GET gone', 'GET there', 'GET there', 'GET there'].each { alone.say(it) }
            }
        })
        alone.say('SET there x')

        expect:
        quiet.ask('hit rate', ['10ms']).rows() == []

        when:
        looking.start()

        then:
        new PollingConditions(timeout: 60).eventually {
            def read = quiet.ask('hit rate', ['500ms'])
            assert read.facts().misses > 0 && read.value() > 0.5 && read.value() < 1
        }

        cleanup:
        over.set(true)
        looking.join()
        quiet.close()
    }

    def "how long keys live, how large they are and which are the largest is asked of each"() {
        expect:
        cache.ask('ttls', ['*']).rows() == [['for ever', 2505L], ['under 1m', 0L], ['under 1h', 1L], ['under 1d', 0L], ['1d and longer', 0L]]
        cache.ask('ttls', ['none:*']).rows()*.getAt(1).sum() == 0
        cache.ask('size', ['perm:*']).value() > 2500 * 50
        cache.ask('size', ['perm:*']).facts().keys == 2500
        cache.ask('Big  Keys', ['*']).rows().size() == 10
        cache.ask('big keys', ['*']).rows()[0][1] >= cache.ask('big keys', ['*']).rows()[9][1]
        cache.ask('big keys', ['h']).rows()[0][0] == 'h'
    }

    def "who is connected, and which commands took longest, without what they were given"() {
        given:
        RedisTarget quiet = RedisTarget.at('permissions', alone.url(), null)
        alone.say('CONFIG SET slowlog-log-slower-than 0')
        alone.say('SLOWLOG RESET')
        alone.say('SET secret-key secret-value')

        expect:
        quiet.ask('clients', []).value() >= 1
        quiet.ask('slowlog', []).rows()*.getAt(2).contains('SET')
        !quiet.ask('slowlog', []).toString().contains('secret')

        cleanup:
        alone.say('CONFIG SET slowlog-log-slower-than 10000')
        quiet.close()
    }

    def "redis '#command' with #arguments is told how to be asked"() {
        when:
        cache.ask(command, arguments)

        then:
        Problem refused = thrown()
        refused.exitCode() == ExitCode.WRONG
        refused.remedy().startsWith('write')

        where:
        command    | arguments
        'hit rate' | []
        'hit rate' | ['soon']
        'hit rate' | ['2h']
        'ttls'     | []
        'big keys' | ['a', 'b']
    }

    def "#command is refused: it may change something, or shows more than was asked for"() {
        when:
        cache.ask(command, arguments)

        then:
        Problem refused = thrown()
        refused.exitCode() == ExitCode.WRONG
        refused.what().contains('is not a question')

        where:
        command         | arguments
        'set'           | ['a', 'b']
        'FLUSHALL'      | []
        'keys'          | ['*']
        'config'        | ['get', '*']
        'eval'          | ['return 1', '0']
        'memory'        | ['purge']
        'getdel'        | ['perm:1']
        'getex'         | ['perm:1']
        'object freq'   | ['perm:1']
        ''              | []
    }

    def "a question that Redis refuses says why"() {
        when:
        cache.ask('llen', ['perm:1'])

        then:
        Problem problem = thrown()
        problem.what() == "cache 'permissions' could not answer llen"
        problem.why() == 'a key holds another kind of value'
    }

    def "a connection that was lost is opened anew by the next question"() {
        given:
        cache.ask('ping', [])
        server.say('CLIENT KILL TYPE normal', 1)

        expect: 'at most the question that meets the cut fails'
        new PollingConditions(timeout: 60).eventually {
            assert cache.ask('ping', []).value() == 'PONG'
        }
    }

    def "a wrong password is told, never shown"() {
        when:
        RedisTarget.at('permissions', "redis://127.0.0.1:$server.port/0", new Secret('p', 'hidden-pw')).identity()

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what() == "cache 'permissions' can't be reached"
        problem.why() == 'it refuses the password'
        problem.where() == "127.0.0.1:$server.port/0"
        !problem.told().contains('hidden-pw')
    }

    def "no password where one is wanted is told"() {
        when:
        RedisTarget.at('permissions', server.urlWithoutPassword(), null).identity()

        then:
        Problem problem = thrown()
        problem.why() == 'it wants a password'
    }

    def "a database number that the server has not is told"() {
        when:
        RedisTarget.at('permissions', server.url(9999), null).identity()

        then:
        Problem problem = thrown()
        problem.why() == 'it has no database of that number'
    }

    def "a port where nobody listens is told"() {
        given:
        int port = new ServerSocket(0, 1, InetAddress.loopbackAddress).withCloseable { it.localPort }

        when:
        RedisTarget.at('permissions', "redis://127.0.0.1:$port", null).identity()

        then:
        Problem problem = thrown()
        problem.why() == 'the connection was refused'
    }

    def "#url with #environment is #shown as #user with #password"() {
        when:
        RedisPlace place = RedisPlace.of('c', url, null, environment)

        then:
        place.shown() == shown
        place.tls() == tls
        place.user() == user
        place.password()?.reveal() == password

        where:
        url                            | environment               | shown         | tls   | user | password
        'redis://h'                    | [:]                       | 'h:6379/0'    | false | null | null
        'redis://h:7000/3'             | [:]                       | 'h:7000/3'    | false | null | null
        'rediss://me:p%40ss@h/'        | [:]                       | 'h:6379/0'    | true  | 'me' | 'p@ss'
        'redis://:pw@h'                | [REDISCLI_AUTH: 'env-pw'] | 'h:6379/0'    | false | null | 'pw'
        'redis://h'                    | [REDISCLI_AUTH: 'env-pw'] | 'h:6379/0'    | false | null | 'env-pw'
        'redis://me@h'                 | [REDISCLI_AUTH: 'env-pw'] | 'h:6379/0'    | false | 'me' | 'env-pw'
    }

    def "several servers of a cluster are one cache, known by all of them: #url"() {
        when:
        List<RedisPlace> places = RedisPlace.all('c', url, null, [:])

        then:
        places.collect { "$it.host:$it.port".toString() } == servers
        places*.shown().unique() == [shown]
        places*.user().unique() == [user]
        places*.password().collect { it?.reveal() }.unique() == [password]
        places[0].at('other', 9).shown() == 'other:9/0'

        where:
        url                                  || servers            | shown          | user | password
        'redis://a:1,b:2,c/'                 || ['a:1', 'b:2', 'c:6379'] | 'a:1,b:2,c:6379/0' | null | null
        'rediss://me:p%2Css@a:1,b:2'         || ['a:1', 'b:2']     | 'a:1,b:2/0'    | 'me' | 'p,ss'
        'redis://a:1'                        || ['a:1']            | 'a:1/0'        | null | null
    }

    def "several addresses that are no cluster are refused: which of them is meant can't be told"() {
        when:
        RedisTarget.at('c', server.url(0).replaceFirst('/0$', '') + ",127.0.0.1:$server.port/0", null).identity()

        then:
        Problem refused = thrown()
        refused.exitCode() == ExitCode.WRONG
        refused.what() == "cache 'c' names several servers, and 127.0.0.1:$server.port is of no cluster"
    }

    def "the URL '#url' is refused without showing it"() {
        when:
        RedisPlace.all('c', url, null, [:])

        then:
        Problem refused = thrown()
        refused.exitCode() == ExitCode.WRONG
        !refused.told().contains('hidden')

        where:
        url << ['', 'h:6379', 'http://h', 'redis://:hidden pw@h', 'redis://h/x', 'redis://', 'redis://:hidden@a:1,b:x/', 'redis://:hidden@a:1,,b:2/']
    }

    def "nothing is contacted before the first question"() {
        when:
        RedisTarget.at('permissions', 'redis://no-such-host.invalid', null).close()

        then:
        noExceptionThrown()
    }
}
