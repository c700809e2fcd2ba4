package dev.handrail.shell.query

import dev.handrail.settings.Environment
import spock.lang.Specification

/** What is proposed behind sql and redis, as far as no database has to be asked. */
class NextSpec extends Specification {
    Ground ground = Stub(Ground) {
        environment() >> new Environment('prod', true,
            [main: new Environment.DatabaseBinding('service=x', null, null, null, ''),
             log : new Environment.DatabaseBinding('service=y', null, null, null, '')],
            [keys: new Environment.CacheBinding('redis://h', null, '')], [:], [:], [:], [:], false)
    }

    def "#words is followed by #some"() {
        expect:
        new Next(ground).behind(words, new Chosen(words[0])).containsAll(some)

        where:
        words            | some
        ['sql']          | ['\\dt', '\\x', 'select', 'on']
        ['sql', 'on']    | ['main', 'log']
        ['sql', '\\c']   | ['main', 'log']
        ['redis']        | ['get', 'info', 'memory', 'on']
        ['redis', 'on']  | ['keys']
        ['redis', 'MEMORY'] | ['usage', 'stats']
    }

    def "where it can't be told which database is meant, nothing is proposed"() {
        expect:
        new Next(ground).behind(['sql', 'select'], new Chosen('sql')) == []
        new Next(ground).behind(['redis', 'get'], new Chosen('redis')) == []
    }
}
