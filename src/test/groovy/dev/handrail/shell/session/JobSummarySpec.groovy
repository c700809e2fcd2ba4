package dev.handrail.shell.session

import spock.lang.Specification

/** What GitHub shows with a job is never more than it takes. */
class JobSummarySpec extends Specification {
    def "a summary that is too long ends with a whole line, and says where the rest is"() {
        given:
        String long_ = '| säule | x |\n' * 200_000

        when:
        String cut = JobSummary.cut(long_, 'r1')

        then:
        cut.getBytes('UTF-8').length < 1_048_576
        cut.readLines().findAll { it && it != '| säule | x |' } == ['It is longer than GitHub shows; whole: `handrail report r1`']
    }

    def "one that fits stays as it is"() {
        expect:
        JobSummary.cut('# a\n', 'r1') == '# a\n'
    }
}
