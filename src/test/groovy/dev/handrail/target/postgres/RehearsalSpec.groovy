package dev.handrail.target.postgres

import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.Specification

/** What is made ready beside a connection, while it is made. */
class RehearsalSpec extends Specification {
    def "a question to nothing finds nothing and fails nowhere, whoever else asks meanwhile"() {
        given:
        def crew = Executors.newFixedThreadPool(4)

        when:
        List ends = crew.invokeAll((1..8).collect { { -> Rehearsal.ask(); 'asked' } as Callable })*.get()

        then:
        ends == ['asked'] * 8

        cleanup:
        crew.shutdownNow()
    }
}
