package dev.handrail.target.web

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import dev.handrail.json.Json
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.EffectFailure.Kind
import dev.handrail.runbook.Expectation
import dev.handrail.runbook.Finding
import dev.handrail.runbook.Outcome
import dev.handrail.runbook.Reading
import dev.handrail.runbook.Request
import dev.handrail.runbook.Targets
import dev.handrail.seen.Seen
import dev.handrail.live.LiveExecution
import dev.handrail.text.Redactor
import dev.handrail.text.Text
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import java.time.Instant
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

@Timeout(180)
class WebSpec extends Specification {
    @AutoCleanup('stop')
    StandIn server = new StandIn()
    @AutoCleanup
    ServerSocket raw = new ServerSocket(0, 10, InetAddress.loopbackAddress)

    Redactor redactor = new Redactor()
    LiveExecution execution = new LiveExecution(values: new Seen.SeenValues())
    PollingConditions soon = new PollingConditions(timeout: 60)

    private HttpTarget service(String url = server.url, Duration wait = Duration.ofSeconds(10)) {
        new HttpTarget(Base.of('api', url), new Wire(Duration.ofSeconds(2), wait))
    }

    private Outcome send(Request request, HttpTarget target = service()) {
        new RequestPerformer({ target }, new Seen(), redactor).perform(request, execution)
    }

    def "a question is the body, the status, the time and the headers"() {
        given:
        server.answers(200, 'ok é', ['Content-Type': 'text/plain', 'X-Version': 'v2'])

        when:
        Reading read = service(server.url + '/base/').ask('GET', Text.of('/health'),
            [Accept: Text.of('text/plain')], new Seen.SeenValues())

        then:
        read.value() == 'ok é'
        read.facts().status == 200L
        read.facts().ms >= 0
        read.facts()['header.x-version'] == 'v2'
        server.seen[0].request == 'GET /base/health'
        server.seen[0].headers['accept'] == 'text/plain'
    }

    def "an error status is an answer like any other; HEAD has no body"() {
        given:
        server.answers(503, 'busy')

        expect:
        service().ask('GET', Text.of('health'), [:], new Seen.SeenValues()).facts().status == 503L
        service().ask('HEAD', Text.of('health'), [:], new Seen.SeenValues()).value() == ''
    }

    def "a redirect is an answer, not followed"() {
        given:
        server.answers(302, '', [Location: 'http://127.0.0.1:1/elsewhere'])

        expect:
        service().ask('GET', Text.of('/x'), [:], new Seen.SeenValues()).facts().status == 302L
    }

    def "user and password of the URL are sent as basic authorization and never shown"() {
        given:
        HttpTarget target = service(server.url.replace('http://', 'http://me:hidden-pw@'))

        when:
        target.ask('GET', Text.of('/x'), [:], new Seen.SeenValues())

        then:
        server.seen[0].headers['authorization'] == 'Basic ' + 'me:hidden-pw'.bytes.encodeBase64()
        target.base() == server.url
    }

    def "a request is sent as shown, with secrets filled in and a key that makes it count once"() {
        given:
        server.answers(201, '{"id":7,"token":"t-123456","tags":["a"]}')
        Request request = new Request('api', 'POST', Text.of('/jobs'),
            [Authorization: new Text([new Text.Literal('Bearer '), new Text.Hidden('api-token')])],
            Text.of('{"name":"x"}'), [], [id: '$.id', tags: '$.tags'], [token: '$.token'])

        when:
        Outcome outcome = send(request)

        then:
        outcome.captured() == [id: '7', tags: '["a"]']
        outcome.hidden() == [token: 't-123456']
        outcome.facts().status == '201'
        redactor.redact('t-123456') == '<secret token>'
        server.seen[0].request == 'POST /jobs'
        server.seen[0].body == '{"name":"x"}'
        server.seen[0].headers['authorization'] == 'Bearer secret-of-api-token'
        server.seen[0].headers['content-type'] == 'application/json'
        server.seen[0].headers['idempotency-key'] == execution.facts['idempotency-key']
        !(execution.facts as String).contains('secret-of')

        when: 'it is tried again'
        execution.attempt = 2
        send(request)

        then:
        server.seen[1].headers['idempotency-key'] == server.seen[0].headers['idempotency-key']

        when: 'it was taken back, and is done anew'
        execution.round = 1
        send(request)

        then:
        server.seen[2].headers['idempotency-key'] != server.seen[0].headers['idempotency-key']

        when: 'it is another one'
        execution.effect = 'e2'
        send(request)

        then:
        server.seen*.headers*.get('idempotency-key').toSet().size() == 3
    }

    def "the answer #status is #what"() {
        given:
        server.answers(status, 'the reason')

        when:
        Throwable thrown = trap { send(post(expects)) }

        then:
        (thrown == null) == (what == 'a success')
        thrown == null || (thrown as EffectFailure).kind() == Kind.FAILED
        thrown == null || (thrown as EffectFailure).problem().why().contains('the reason')
        thrown == null || thrown.message.startsWith("POST /jobs on api answered $status")

        where:
        status | expects       | what
        204    | []            | 'a success'
        404    | []            | 'a failure'
        302    | []            | 'a failure'
        500    | []            | 'a failure'
        404    | [status(404)] | 'a success'
        200    | [status(404)] | 'a failure'
    }

    def "what is to be captured and is not there is a failure that hides a hidden answer"() {
        given:
        server.answers(200, body)

        when:
        send(new Request('api', 'POST', Text.of('/jobs'), [:], null, [], [:], [token: '$.token']))

        then:
        EffectFailure failure = thrown()
        failure.message == message
        !failure.problem().why().contains('t-123456') || body.startsWith('<')

        where:
        body                    | message
        '{"other":"t-123456"}'  | 'POST /jobs on api answered 200 with nothing at $.token'
        '<html>'                | 'POST /jobs on api answered 200 with no JSON to capture from'
    }

    def "no connection is a known failure: nothing was sent"() {
        given:
        int port = raw.localPort
        raw.close()

        when:
        send(post([]), service("http://127.0.0.1:$port"))

        then:
        EffectFailure failure = thrown()
        failure.kind() == Kind.FAILED
        failure.problem().exitCode() == ExitCode.UNREACHABLE
        failure.problem().why() == 'the connection was refused'
    }

    def "a host name that nobody knows says so"() {
        when:
        service('http://no-such-host.invalid').ask('GET', Text.of('/'), [:], new Seen.SeenValues())

        then:
        Problem problem = thrown()
        problem.what() == "service 'api' can't be reached"
        problem.why() == 'its host name is not known'
    }

    def "a connection cut after the request leaves its outcome unknown, and it is sent once"() {
        given:
        List<String> lines = new CopyOnWriteArrayList<>()
        onceConnected { Socket s ->
            lines << s.inputStream.newReader().readLine()
            s.close()
        }

        when:
        send(post([]), service("http://127.0.0.1:$raw.localPort"))

        then:
        EffectFailure failure = thrown()
        failure.kind() == Kind.UNKNOWN
        failure.problem().exitCode() == ExitCode.UNKNOWN
        failure.problem().remedy().contains('POST /jobs')
        lines == ['POST /jobs HTTP/1.1']
    }

    def "no answer in time, or half of one, leaves the outcome unknown"() {
        given:
        onceConnected { Socket s ->
            s.inputStream.newReader().readLine()
            s.outputStream << said
            s.outputStream.flush()
        }

        when:
        send(post([]), service("http://127.0.0.1:$raw.localPort", Duration.ofMillis(300)))

        then:
        EffectFailure failure = thrown()
        failure.kind() == Kind.UNKNOWN
        failure.message == "service 'api' has not answered for 300ms"

        where:
        said << ['', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf']
    }

    @Tag('long')
    def "a request that only reads fails where it is not answered"() {
        given:
        onceConnected { Socket s -> s.close() }

        when:
        send(new Request('api', 'GET', Text.of('/jobs'), [:], null, [], [:], [:]), service("http://127.0.0.1:$raw.localPort"))

        then:
        EffectFailure failure = thrown()
        failure.kind() == Kind.FAILED
        server.seen.every { !it.headers.containsKey('idempotency-key') }
    }

    def "cancelling ends the wait; whether it was done is not known"() {
        given:
        CompletableFuture<Boolean> arrived = new CompletableFuture<>()
        onceConnected { Socket s ->
            s.inputStream.newReader().readLine()
            arrived.complete(true)
        }
        CompletableFuture<Throwable> end = CompletableFuture.supplyAsync {
            trap { send(post([]), service("http://127.0.0.1:$raw.localPort")) }
        }
        arrived.get()

        when:
        execution.stop()

        then:
        (end.get() as EffectFailure).kind() == Kind.UNKNOWN
    }

    def "a cancel before the start sends nothing"() {
        given:
        execution.cancelled = true

        when:
        send(post([]))

        then:
        EffectFailure failure = thrown()
        failure.kind() == Kind.CANCELLED
        server.seen.empty
    }

    def "a body of any length stays bounded"() {
        given:
        server.answers(200, 'x' * (BoundedBody.MOST + 1000))

        expect:
        (service().ask('GET', Text.of('/'), [:], new Seen.SeenValues()).value() as String).length() == BoundedBody.MOST
    }

    def "after handrail was killed only the service knows; a request that reads is sent anew"() {
        given:
        RequestPerformer performer = new RequestPerformer({ service() }, new Seen(), redactor)
        Request request = new Request('api', method, Text.of('/jobs'), [:], null, [], [:], [:])
        send(request)

        expect:
        performer.establish(execution.asStarted(request)).verdict() == verdict
        performer.establish(execution.asStarted(request)).evidence().contains(evidence)

        where:
        method   | verdict                      | evidence
        'DELETE' | Finding.Verdict.UNKNOWN      | 'Idempotency-Key'
        'GET'    | Finding.Verdict.PLAN_AGAIN   | 'only reads'
    }

    def "a header that can't be sent is refused without telling its value"() {
        when:
        service().ask('GET', Text.of('/'), ['X-Token': Text.of('hidden\r\nInjected: 1')], new Seen.SeenValues())

        then:
        Problem problem = thrown()
        problem.what() == "the header 'X-Token' can't be sent"
        !problem.told().contains('hidden')
    }

    def "the URL '#url' is refused"() {
        when:
        HttpTarget.at('api', url)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG

        where:
        url << ['', 'api.example.com', 'ftp://x', 'http://', 'http://a b']
    }

    def "a metric is a number, a row for each series, or no row"() {
        given:
        server.answers(200, Json.write([status: 'success', data: [resultType: type, result: result]]))

        when:
        Reading read = Prometheus.at('default', server.url).ask('rate(x[5m]) > 0.5')

        then:
        read.rows() == rows
        read.total() == rows.size()
        server.seen[0].request == 'GET /api/v1/query?query=rate%28x%5B5m%5D%29+%3E+0.5'

        where:
        type     | result                                                                   | rows
        'scalar' | [1, '0.012']                                                             | [[0.012d]]
        'vector' | []                                                                       | []
        'vector' | [[metric: [job: 'api'], value: [1, '3']]]                                | [[3.0d]]
        'vector' | [[metric: [__name__: 'up', job: 'a'], value: [1, '+Inf']],
                    [metric: [:], value: [1, 'NaN']]]                                       | [['up{job="a"}', Double.POSITIVE_INFINITY], ['{}', Double.NaN]]
    }

    def "a query over a time is a row for each sample of each series"() {
        given:
        server.answers(200, Json.write([status: 'success', data: [resultType: 'matrix', result: [
            [metric: [job: 'a'], values: [[1795262400, '1'], [1795262430, 'NaN']]], [metric: [job: 'b'], values: [[1795262400, '2']]]]]]))

        when:
        Instant end = Instant.ofEpochSecond(1795262460)
        Reading read = Prometheus.at('default', server.url).range('up', end.minusSeconds(60), end, Duration.ofSeconds(30))

        then:
        server.seen[0].request == 'GET /api/v1/query_range?query=up&start=1795262400&end=1795262460&step=30'
        read.columns() == ['labels', 'at', 'value']
        read.rows() == [['{job="a"}', '2026-11-21T12:00:00Z', 1.0d], ['{job="a"}', '2026-11-21T12:00:30Z', Double.NaN], ['{job="b"}', '2026-11-21T12:00:00Z', 2.0d]]
    }

    def "no series says what that may mean: #type"() {
        given:
        server.answers(200, Json.write([status: 'success', data: [resultType: type, result: []]]))
        Prometheus metrics = Prometheus.at('default', server.url)

        expect:
        (type == 'vector' ? metrics.ask('up') : metrics.range('up', Instant.EPOCH, Instant.EPOCH, Duration.ofSeconds(1)))
            .facts().none.contains('older than')

        where:
        type << ['vector', 'matrix']
    }

    def "a query that Prometheus refuses says why"() {
        given:
        server.answers(400, '{"status":"error","errorType":"bad_data","error":"parse error at char 3"}')

        when:
        Prometheus.at('default', server.url).ask('((')

        then:
        Problem problem = thrown()
        problem.why() == 'bad_data: parse error at char 3'
    }

    private static Request post(List<Expectation> expects) {
        new Request('api', 'POST', Text.of('/jobs'), [:], null, expects, [:], [:])
    }

    private static Expectation status(int wanted) {
        new Expectation() {
            String show() { "status $wanted" }

            Expectation.Opinion judge(Reading now, Reading before, Targets targets) {
                Expectation.Opinion.of(now.facts().status == wanted as long, now.facts().status)
            }
        }
    }

    private static Throwable trap(Closure work) {
        try {
            work()
            null
        } catch (EffectFailure e) {
            e
        }
    }

    private void onceConnected(Closure talk) {
        Thread.startDaemon { talk(raw.accept()) }
    }

    /** A real HTTP server that gives one answer to all. */
    static class StandIn {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        List<Map> seen = new CopyOnWriteArrayList<>()
        int status = 200
        String body = ''
        Map<String, String> headers = [:]

        StandIn() {
            http.executor = Executors.newCachedThreadPool { Thread t = new Thread(it); t.daemon = true; t }
            http.createContext('/') { HttpExchange e ->
                seen << [request: "$e.requestMethod $e.requestURI".toString(), body: e.requestBody.text,
                         headers: e.requestHeaders.collectEntries { k, v -> [k.toLowerCase(), v.join(', ')] }]
                headers.each { k, v -> e.responseHeaders.set(k, v) }
                byte[] bytes = body.getBytes('UTF-8')
                boolean none = e.requestMethod == 'HEAD' || bytes.length == 0
                e.sendResponseHeaders(status, none ? -1 : bytes.length)
                if (!none) {
                    e.responseBody << bytes
                }
                e.close()
            }
            http.start()
        }

        String getUrl() { "http://127.0.0.1:$http.address.port" }

        void answers(int status, String body, Map<String, String> headers = [:]) {
            this.status = status
            this.body = body
            this.headers = headers
        }

        void stop() { http.stop(0) }
    }
}
