package dev.handrail.target.backup

import dev.handrail.live.LiveExecution
import spock.lang.Specification

class AdvanceSpec extends Specification {
    LiveExecution execution = new LiveExecution()

    private List told() { execution.steps.collect { [it.done(), it.total(), it.unit(), it.note()] } }

    def "a table that begins where all places are taken means that the first is done"() {
        given:
        def advance = new Advance(execution, ['public.a': 100L, 'public.b': 50L, 'public.c': 10L], 'bytes', 'dumping', 2)

        when:
        ['public.a', 'public.b', 'public.c'].each { advance.line("pg_dump: dumping contents of table \"$it\"") }
        advance.line('pg_dump: finding extension members')

        then:
        told() == [[0L, 160L, 'bytes', '0 of 3 tables'], [0L, 160L, 'bytes', '0 of 3 tables'], [100L, 160L, 'bytes', '1 of 3 tables']]
    }

    def "how far each one is counts as far as it is large, and one that is no longer at work is done"() {
        given:
        def advance = new Advance(execution, ['s.a': 100L, 's.b': 50L], 'bytes', 'dumping', 2)

        when:
        advance.inside(['s.a': 5L])
        ['s.a', 's.b'].each { advance.line("pg_restore: processing data for table \"$it\"") }
        advance.inside(['s.a': 40L])
        advance.inside(['s.a': 90L, 's.b': 70L])
        advance.inside([:])

        then:
        execution.steps*.done() == [5L, 5L, 40L, 140L, 150L]
        execution.steps*.done() == execution.steps*.done().sort()
    }

    def "after the rows come indexes and constraints"() {
        given:
        def advance = new Advance(execution, ['s.a': 100L], 'bytes', 'restoring', 1)

        when:
        advance.line('pg_restore: creating CONSTRAINT "public.a a_pkey"')
        advance.line('pg_restore: creating FK CONSTRAINT "public.a a_fk"')
        advance.line('pg_restore: creating TABLE "public.a"')

        then:
        told() == [[1L, 0L, 'indexes and constraints', ''], [2L, 0L, 'indexes and constraints', '']]
    }
}
