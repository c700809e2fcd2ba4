package dev.handrail.run

import dev.handrail.runbook.Cache
import dev.handrail.runbook.TargetKind
import dev.handrail.runbook.TargetRef
import dev.handrail.seen.Seen
import spock.lang.Specification

class IdentitiesSpec extends Specification {
    private static String of(String host, int port, int number, String role) {
        Seen.SeenCache cache = new Seen.SeenCache(identity: new Cache.Identity(host, port, number, '7.0.15', role, 0, 0, 0))
        Identities.of([new TargetRef(TargetKind.CACHE, 'permissions')], new Seen(caches: [permissions: cache])).values().first()
    }

    def "another Redis is never taken for the one that a run began on: #what"() {
        expect:
        of('127.0.0.1', 6379, 0, 'master') != of(host, port, number, role)

        where:
        what                          | host        | port | number | role
        'another host'                | 'redis.two' | 6379 | 0      | 'master'
        'another port of the host'    | '127.0.0.1' | 6380 | 0      | 'master'
        'another database'            | '127.0.0.1' | 6379 | 1      | 'master'
        'a replica by now'            | '127.0.0.1' | 6379 | 0      | 'slave'
    }

    def "how full it is makes it no other"() {
        expect:
        of('127.0.0.1', 6379, 0, 'master') == '127.0.0.1:6379/0, master'
    }
}
