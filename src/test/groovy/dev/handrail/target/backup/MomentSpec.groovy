package dev.handrail.target.backup

import spock.lang.Specification

class MomentSpec extends Specification {
    def "rows are counted #moment pg_dump where #why"() {
        expect:
        Moment.of(here, content, jobs, cores) == moment

        where:
        moment        | here  | content | jobs | cores || why
        Moment.AFTER  | true  | false   | 2    | 2     || 'it needs every core of the one machine'
        Moment.AFTER  | true  | false   | 2    | 4     || 'its jobs read and compress on every core'
        Moment.AFTER  | true  | false   | 0    | 2     || 'its only job does'
        Moment.BESIDE | true  | false   | 2    | 5     || 'a core is left'
        Moment.BESIDE | false | false   | 2    | 2     || 'the server has cores of its own'
        Moment.BESIDE | true  | true    | 2    | 2     || 'counting takes as long as it does'
    }
}
