package dev.handrail.sandbox

import dev.handrail.json.Json
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

class StandInSpec extends Specification {
    @TempDir
    Path folder
    @Shared
    HttpClient client = HttpClient.newHttpClient()
    @AutoCleanup
    StandIn standIn

    def "a service answers as its file says: #method #path"() {
        given:
        service('''
            - { method: post, path: /admin/maintenance/enable, status: 204 }
            - { path: /health, json: { status: ok, checks: [db, 1, 0.5, true, null] }, headers: { X-Version: "2" } }
            - { path: /users/*/name, body: "Ada" }
            - { path: "/search?q=a*", body: "found" }
            - { method: "*", path: /any, status: 418 }
            ''')

        when:
        HttpResponse<String> answer = ask(method, path)

        then:
        answer.statusCode() == status
        answer.body().contains(body)

        where:
        method   | path                        | status | body
        'POST'   | '/admin/maintenance/enable' | 204    | ''
        'GET'    | '/admin/maintenance/enable' | 404    | 'has no answer to GET /admin/maintenance/enable'
        'GET'    | '/health'                   | 200    | '{"status":"ok","checks":["db",1,0.5,true,null]}'
        'HEAD'   | '/health'                   | 200    | ''
        'GET'    | '/health?deep=1'            | 200    | 'ok'
        'GET'    | '/users/7/name'             | 200    | 'Ada'
        'GET'    | '/search?q=ab'              | 200    | 'found'
        'GET'    | '/search?q=b'               | 404    | 'no answer'
        'DELETE' | '/any'                      | 418    | ''
        'GET'    | '/'                         | 404    | 'api.yml has no answer'
    }

    def "headers and the type of JSON are sent, after the delay"() {
        given:
        service('[{ path: /x, json: [], headers: { X-Version: "2" }, delay: 120ms }]')

        when:
        long begin = System.nanoTime()
        HttpResponse<String> answer = ask('GET', '/x')

        then:
        System.nanoTime() - begin >= 120_000_000
        answer.headers().firstValue('x-version').get() == '2'
        answer.headers().firstValue('content-type').get() == 'application/json'
    }

    def "an answer with times is used up, and the next that fits follows"() {
        given:
        service('''
            - { path: /deploy, times: 2, json: { state: pending } }
            - { path: /deploy, json: { state: done } }
            ''')

        expect:
        (1..4).collect { Json.read(ask('GET', '/deploy').body()).state } == ['pending', 'pending', 'done', 'done']
    }

    def "without a file a service says that it knows nothing"() {
        given:
        standIn = StandIn.service(AnswersFile.service(folder.resolve('none.yml')), 'sandbox/none.yml', 0)

        expect:
        ask('GET', '/health').statusCode() == 404
        ask('GET', '/health').body().contains('sandbox/none.yml has no answer to GET /health')
    }

    def "metrics answer by the text of the query, in GET and POST"() {
        given:
        Path file = folder.resolve('default.yml')
        Files.writeString(file, '''
            - { query: "rate(x[5m])", value: 0.012 }
            - query: "up*"
              series: [ { labels: { job: api }, value: 1 }, { labels: { job: db }, value: NaN } ]
            '''.stripIndent())
        standIn = StandIn.metrics(AnswersFile.metrics(file), 'sandbox/default.yml', 0)

        expect:
        query('GET', 'rate(x[5m])').data.result == [[metric: [:], value: [0, '0.012']]]
        query('POST', 'up{}').data.result*.metric*.job == ['api', 'db']
        query('POST', 'up{}').data.result*.value*.getAt(1) == ['1', 'NaN']
        query('GET', 'other').error == 'sandbox/default.yml has no answer to the query other'
        query('GET', 'other').status == 'error'
    }

    def "a stand-in keeps its port, and takes another where that is taken"() {
        given:
        standIn = StandIn.service([], 'x', 0)
        int port = standIn.port()

        when:
        StandIn second = StandIn.service([], 'x', port)

        then:
        second.port() != port

        when:
        second.close()
        standIn.close()
        standIn = StandIn.service([], 'x', port)

        then:
        standIn.port() == port
    }

    def "a mistake in the file has its position: #what"() {
        when:
        service(text)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.where() == "${folder.resolve('api.yml')}:$at"
        problem.what().contains(what)

        where:
        text                                     | at     | what
        '- { path: /x, stauts: 200 }'            | '1:15' | "'stauts'"
        '- { status: 200 }'                      | '1:3'  | "'path' is missing"
        '- { path: x }'                          | '1:11' | 'starts with a slash'
        '- { path: /x, status: 99 }'             | '1:23' | '100 to 599'
        '- { path: /x, delay: soon }'            | '1:22' | 'a duration'
        '- { path: /x, times: 0 }'               | '1:22' | '1 to 1000000'
        '- { path: /x, body: a, json: {} }'      | '1:3'  | "either 'body' or 'json'"
        'path: /x'                               | '1:1'  | 'a list'
    }

    private void service(String text) {
        Path file = folder.resolve('api.yml')
        Files.writeString(file, text.stripIndent())
        standIn = StandIn.service(AnswersFile.service(file), 'sandbox/api.yml', 0)
    }

    private HttpResponse<String> ask(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(standIn.url() + path))
            .method(method, HttpRequest.BodyPublishers.noBody()).build()
        client.send(request, HttpResponse.BodyHandlers.ofString())
    }

    private Object query(String method, String promql) {
        String form = 'query=' + URLEncoder.encode(promql, 'UTF-8')
        HttpRequest.Builder request = method == 'GET'
            ? HttpRequest.newBuilder(URI.create(standIn.url() + '/api/v1/query?' + form))
            : HttpRequest.newBuilder(URI.create(standIn.url() + '/api/v1/query'))
                .POST(HttpRequest.BodyPublishers.ofString('time=1&' + form))
        Json.read(client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body())
    }
}
