package dev.handrail.hazard

import dev.handrail.hazard.catalogue.Danger
import spock.lang.Specification

/** Each hazard has a code of its own and is explained, offline and in docs/hazards.md, in the same words. */
class CatalogueSpec extends Specification {
    def "docs/hazards.md tells every hazard in the words of the program, and none that is not there"() {
        given:
        List<String> told = new File('docs/hazards.md').readLines('UTF-8').findAll { it ==~ /\| HZ\d{3} \|.*/ }

        expect:
        told == Danger.values().collect { "| ${it.id()} | ${it.means()} | ${it.safe()} |".toString() }
    }

    def "no two hazards share a code"() {
        expect:
        Danger.values()*.id().toSet().size() == Danger.values().size()
        Danger.values().every { Danger.of(it.id()).get() == it }
        Danger.of('HZ999').empty
    }
}
