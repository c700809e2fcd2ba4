package dev.handrail.target.postgres

import dev.handrail.runbook.Guard.Holder
import spock.lang.Specification

class HolderNoteSpec extends Specification {
    def "a note is read as it was written, and can't end the comment it is in"() {
        given:
        Holder holder = new Holder('r*1', "the shop's */ --book", 'ana & ben', 'ops=1', '2026-11-21T02:00:11Z')
        String comment = HolderNote.comment(holder)

        expect:
        comment.indexOf('*/') == comment.length() - 2
        HolderNote.read("select 1 $comment").get() == holder
    }

    def "long values are cut, so that the note fits into what the server shows"() {
        expect:
        HolderNote.read(HolderNote.comment(new Holder('r1', 'x' * 500, 'ana', 'ops1', 'now'))).get().runbook() == 'x' * 100
    }

    def "of #query is read #found"() {
        expect:
        HolderNote.read(query).map { [it.run(), it.host()] }.orElse([]) == found

        where:
        query                             | found
        'select 1'                        | []
        '/*handrail run=r1&=x&host*/'     | ['r1', '?']
        '/*handrail host=b*/ select 1'    | ['?', 'b']
    }
}
