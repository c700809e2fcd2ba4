package dev.handrail.cache

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.runbook.TargetRef
import dev.handrail.runbook.Unlink
import dev.handrail.runbook.WayBack
import dev.handrail.seen.Seen
import spock.lang.Specification

class FlushSpec extends Specification {
    Seen.SeenCache cache = new Seen.SeenCache(keys: (1..7).collect { "perm:$it".toString() } + ['session:1'])
    Seen targets = new Seen(caches: [permissions: cache])

    def "keys are unlinked by their pattern, counted and shown by example before"() {
        when:
        Plan plan = new FlushAction('permissions', 'perm:*', false).plan(targets)

        then:
        plan.risk() == Risk.CHANGES
        plan.effects() == [new Unlink('permissions', 'perm:*')]
        plan.estimate().count() == 7
        plan.estimate().show() == 'about 7 keys (counted, e.g. perm:1  perm:2  perm:3  perm:4  perm:5)'
    }

    def "beyond a hundred thousand the figure is an estimate, and says so"() {
        given:
        cache.keys = (1..100_001).collect { "perm:$it".toString() }

        expect:
        new FlushAction('permissions', 'perm:*', false).plan(targets).estimate().show()
            .startsWith('about 100,001 keys (estimated from a part of them, e.g. ')
    }

    def "where no key matches there is nothing to do, said aloud"() {
        expect:
        new FlushAction('permissions', 'token:*', false).plan(targets).nothing() == 'no key matches token:*'
    }

    def "the pattern '#pattern' fits every key and is refused unless everything is meant"() {
        when:
        new FlushAction('permissions', pattern, false)

        then:
        Problem refused = thrown()
        refused.exitCode() == ExitCode.WRONG
        refused.remedy().contains('everything()')

        where:
        pattern << ['', ' ', '*', '**', '?*', '*?', '[^x]*']
    }

    def "the pattern '#pattern' tells keys apart"() {
        expect:
        new FlushAction('permissions', pattern, false).ceiling() == Risk.CHANGES

        where:
        pattern << ['a*', '*:x', '[ab]*', 'perm', '\\*']
    }

    def "everything destroys, and says so before it looks"() {
        given:
        FlushAction flush = new FlushAction('permissions', '*', true)

        expect:
        flush.ceiling() == Risk.DESTROYS
        flush.plan(targets).risk() == Risk.DESTROYS
        flush.plan(targets).estimate().count() == 8
        flush.touches() == [TargetRef.cache('permissions')]
    }

    def "the plan of the same work reads the same although other keys are there"() {
        given:
        FlushAction flush = new FlushAction('permissions', 'perm:*', false)
        String before = flush.plan(targets).effects()[0].key()
        cache.keys.remove('perm:1')

        expect:
        flush.plan(targets).effects()[0].key() == before
    }

    def "a replica takes no changes"() {
        given:
        cache.role = 'slave'

        when:
        new FlushAction('permissions', 'perm:*', false).plan(targets)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what() == "cache 'permissions' is a replica and takes no changes"
    }

    def "there is nothing to take back"() {
        expect:
        new FlushAction('permissions', 'perm:*', false).wayBack() instanceof WayBack.Nothing
    }
}
