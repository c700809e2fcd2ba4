package dev.handrail.runbook

import dev.handrail.problem.Position
import dev.handrail.text.SqlText
import spock.lang.Specification

import java.time.Duration

/** How long and how often a lock is waited for. */
class EnvelopeSpec extends Specification {
    private static Duration s(Number seconds) {
        Duration.ofMillis((seconds * 1000) as long)
    }

    def "a lock timeout of #timeout s within #total s is tried with pauses of #pauses"() {
        given:
        Envelope envelope = new Envelope(s(timeout), null, s(total))

        expect:
        envelope.pauses() == pauses.collect { s(it) }
        envelope.tries() == pauses.size() + 1

        and: 'the last try ends within the whole'
        pauses.sum(0) + envelope.tries() * timeout <= Math.max(total, timeout)

        where:
        timeout | total || pauses
        2       | 120   || [2, 4, 8, 15, 15, 15, 15, 15]
        5       | 5     || []
        5       | 1     || []
        0.2     | 2     || [0.2, 0.4]
        60      | 210   || [15, 15]
        0       | 60    || []
    }

    def "#sql outside of a transaction waits #bounds"() {
        given:
        Sql effect = Sql.outside('main', SqlText.of(sql, Position.NOWHERE).single(), 'select true', new Envelope(s(2), s(60), s(120)))

        expect:
        effect.bounds() == "a lock is waited for $bounds; a statement may take 1m"

        where:
        sql                                     || bounds
        'create index CONCURRENTLY i on t (a)'  || '2m, once'
        'vacuum full t'                         || '2s at a time, up to 9 times within 2m'
    }

    def "the bounds stand in the plan, and are no part of what tells an effect from others"() {
        given:
        List<Sql> effects = [2, 3].collect { Sql.inTransaction('main', SqlText.of('alter table t add a int', Position.NOWHERE).statements(), new Envelope(s(it), null, s(20))) }

        expect:
        effects*.key().unique().size() == 1
        Plan.of(Risk.CHANGES, effects).bounds() == ['a lock is waited for 2s at a time, up to 3 times within 20s',
                                                    'a lock is waited for 3s at a time, up to 3 times within 20s']
    }
}
