package dev.handrail.runbook

import dev.handrail.text.Statement
import dev.handrail.text.Text
import spock.lang.Specification

/** Every effect says how often it happens and how that is known. */
class PromiseSpec extends Specification {
    private static final Statement STATEMENT = Statement.ours('select 1')

    def "#effect.class.simpleName: #promise"() {
        expect:
        effect.promise() == promise

        where:
        effect                                                                            || promise
        Sql.inTransaction('main', [STATEMENT], Envelope.DEFAULT)                          || 'exactly once, proven by a marker row in its transaction'
        Sql.outside('main', STATEMENT, 'select true', Envelope.DEFAULT)                   || "may be repeated, proven by the database's catalog, which says whether it is there"
        new Sql('main', '', [STATEMENT], [], false, null, Envelope.DEFAULT, [:])          || 'once, you are asked when its end is unknown'
        new Process([Text.of('true')], [:], '', null, 0, null)                            || 'once, proven by its exit status, where that was still written down; else you are asked'
        request('POST')                                                                   || 'once, each time with the same Idempotency-Key; you are asked when its end is unknown'
        request('GET')                                                                    || 'only looks, is started anew'
        new Ask(Text.of('Call the bank'), null, null)                                     || 'once, your answer is the record of it'
        new Unlink('permissions', 'perm:*')                                               || 'may be repeated, proven by the keys that are still there'
        new Anchor('main', true)                                                          || 'may be repeated, proven by its row in handrail.run'
    }

    def "the family is closed, and each member says what it does when its end is not seen"() {
        expect:
        Effect.permittedSubclasses.every { it.getDeclaredMethod('provenBy') && it.getDeclaredMethod('semantics') }
    }

    def "a plan tells each promise once, and our own bookkeeping only where there is nothing else"() {
        given:
        Effect once = new Process([Text.of('true')], [:], '', null, 0, null)
        Effect anchor = new Anchor('main', true)

        expect:
        Plan.of(Risk.CHANGES, [anchor, once, once]).promises() == [once.promise()]
        Plan.of(Risk.CHANGES, [anchor]).promises() == [anchor.promise()]
        Plan.nothing('all is there').promises() == []
    }

    private static Request request(String method) {
        new Request('api', method, Text.of('/x'), [:], null, [], [:], [:])
    }
}
