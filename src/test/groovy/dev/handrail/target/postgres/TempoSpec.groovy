package dev.handrail.target.postgres

import dev.handrail.live.LiveExecution
import spock.lang.Specification

import java.time.Duration

import static dev.handrail.target.postgres.BatchesSpec.batches

/** How large the next batch is. */
class TempoSpec extends Specification {
    LiveExecution execution = new LiveExecution()
    Tempo tempo = new Tempo(batches(rows: 10_000), execution)

    private int quiet(int times) {
        times.times { assert tempo.after(0, Duration.ofMillis(50)) == Duration.ZERO }
        tempo.rows()
    }

    def "it begins small and comes to its size within a few batches"() {
        expect:
        tempo.rows() == 1000
        quiet(3) < 10_000
        quiet(4) == 10_000
        new Tempo(batches(rows: 30), execution).rows() == 30
    }

    def "where others wait it is a quarter, and comes back quickly to half and then slowly"() {
        given:
        quiet(10)

        expect:
        tempo.after(2, Duration.ofMillis(300)) == Duration.ofMillis(300)
        tempo.rows() == 2500
        quiet(2) > 5000
        quiet(5) < 7000
        quiet(60) == 10_000
    }

    def "they are let go first for a second at most, and a batch keeps some rows"() {
        expect:
        (1..20).collect { tempo.after(1, Duration.ofMinutes(1)) }.unique() == [Duration.ofSeconds(1)]
        tempo.rows() == 100
        execution.lines.size() == 1
    }

    def "a batch that takes long makes the next one as small as would have been quick"() {
        given:
        quiet(10)

        expect:
        tempo.after(0, Duration.ofMillis(1000)) == Duration.ZERO
        tempo.rows() == 2500
        tempo.after(0, Duration.ofHours(1)) == Duration.ZERO
        tempo.rows() == 100
        quiet(20) == 10_000
        execution.lines.empty
    }

    def "a person's word bounds it at once"() {
        given:
        quiet(10)

        when:
        2.times { execution.pace.smaller() }
        then:
        tempo.rows() == 2500

        when:
        4.times { execution.pace.bigger() }
        then:
        quiet(8) == 40_000
    }
}
