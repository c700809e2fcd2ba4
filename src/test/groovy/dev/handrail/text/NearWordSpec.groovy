package dev.handrail.text

import spock.lang.Specification

class NearWordSpec extends Specification {
    def "#written is taken for #meant"() {
        expect:
        NearWord.of(written, ['databases', 'caches', 'services', 'to']).orElse(null) == meant

        where:
        written     | meant
        'datbases'  | 'databases'
        'cahces'    | 'caches'
        'Services'  | 'services'
        'ot'        | 'to'
        'kubernetes'| null
        ''          | null
    }

    def "a proposal names the near word first and then all that are known"() {
        expect:
        NearWord.proposal('cahces', ['databases', 'caches']) == "did you mean 'caches'? Known here: caches, databases"
        NearWord.proposal('zzz', ['databases', 'caches']) == 'known here: caches, databases'
    }
}
