package dev.handrail.dsl

import org.codehaus.groovy.reflection.ClassInfo
import spock.lang.Specification

import java.lang.reflect.Proxy

/** What Groovy asks of a script's classes costs a third of a first load: it is asked when somebody wants to know. */
class LateMetaClassesSpec extends Specification {
    def "nothing is asked of a script's closures, and they are called all the same"() {
        given:
        Script script = Script.of('''def title = { String what, int n -> "${what} ${n}" }
runbook('late', title('Number', 7)) {
  section('a') { ['x', 'y'].eachWithIndex { id, n -> step(id, title('Step', n)) { manual 'Nothing.' } } }
}
''')

        expect:
        script.runbook().title() == 'Number 7'
        script.runbook().steps()*.title() == ['Step 0', 'Step 1']

        and: 'Groovy has what stands in for the answers'
        List<MetaClass> known = ClassInfo.allClassInfo.findAll { it.theClass?.name?.startsWith('HandrailRunbook') }*.weakMetaClass.findAll()
        !known.empty
        known.every { Proxy.isProxyClass(it.class) }
    }

    def "other classes are looked at as ever"() {
        expect:
        !Proxy.isProxyClass({ 1 }.metaClass.class)
    }
}
