package dev.handrail.http

import dev.handrail.runbook.Plan
import dev.handrail.runbook.Request
import dev.handrail.runbook.Risk
import dev.handrail.runbook.TargetRef
import dev.handrail.runbook.WayBack
import dev.handrail.seen.Seen
import dev.handrail.text.Text
import spock.lang.Specification

class HttpSpec extends Specification {
    Seen targets = new Seen(services: [api: new Seen.SeenService(asked: { String m, String p ->
        throw new AssertionError('planning sends nothing')
    })])

    def "#method #risk, and its way back is #back.simpleName"() {
        given:
        HttpAction action = action(method)

        expect:
        action.ceiling() == risk
        action.plan(targets).risk() == risk
        back.isInstance(action.wayBack())
        action.touches() == [TargetRef.service('api')]

        where:
        method   | risk         | back
        'GET'    | Risk.READS   | WayBack.Nothing
        'HEAD'   | Risk.READS   | WayBack.Nothing
        'POST'   | Risk.CHANGES | WayBack.None
        'PUT'    | Risk.CHANGES | WayBack.None
        'PATCH'  | Risk.CHANGES | WayBack.None
        'DELETE' | Risk.CHANGES | WayBack.None
    }

    def "the request is shown as it will be sent, secrets and later values by name"() {
        when:
        Plan plan = action('POST', [Authorization: new Text([new Text.Literal('Bearer '), new Text.Hidden('api-token')])],
            new Text([new Text.Literal('{"id":"'), new Text.Captured('a/b', 'id'), new Text.Literal('"}')])).plan(targets)

        then:
        plan.effects()[0].show() == ['POST /admin/maintenance/enable on api',
                                     '  Authorization: Bearer <secret api-token>',
                                     '  {"id":"<id from a/b>"}']
        plan.effects()[0] instanceof Request
    }

    def "a body of several lines stays below its request"() {
        expect:
        action('POST', [:], Text.of('{\n  "on": true\n}\n')).plan(targets).effects()[0].show() ==
            ['POST /admin/maintenance/enable on api', '  {', '    "on": true', '  }']
    }

    private static HttpAction action(String method, Map<String, Text> headers = [:], Text body = null) {
        new HttpAction('api', method, Text.of('/admin/maintenance/enable'), headers, body, [], [:], [:])
    }
}
