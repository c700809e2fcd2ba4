package dev.handrail.manual

import spock.lang.Specification

/** The page that says what was shown names specs that are there, and all of those that have a long form. */
class ReliabilityPageSpec extends Specification {
    private static final String PAGE = new File('docs/reliability.md').text

    private static List<String> specs() {
        List<String> names = []
        new File('src/test/groovy').eachFileRecurse { if (it.name.endsWith('Spec.groovy')) names << it.name - '.groovy' }
        names
    }

    def "each spec that it names is there"() {
        expect:
        (PAGE.findAll(/\b[A-Z]\w+Spec\b/) as Set) - specs() == [] as Set
    }

    def "each spec that has a long form is on it"() {
        expect:
        specs().findAll { it.endsWith('ReliabilitySpec') }.every { PAGE.contains(it) }
    }
}
