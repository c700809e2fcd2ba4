package dev.handrail.target.host

import dev.handrail.problem.Problem
import spock.lang.Specification

/** What happens between the wish to start a program and the program. */
class LaunchedSpec extends Specification {
    private static final String ENDED = 'Cannot run program "/usr/bin/setsid": error=0, Failed to exec spawn helper: pid: 25968, signal: 2'

    def "a Ctrl-C that ends the JVM's own helper has begun nothing: the program is started again"() {
        given:
        int tries = 0

        when:
        Launched launched = Launched.of(Call.of('true')) { ProcessBuilder builder ->
            if (++tries < 3) {
                throw new IOException(ENDED)
            }
            builder.start()
        }

        then:
        launched.process().waitFor() == 0
        tries == 3
    }

    def "what can't be started is tried #times times and told: #why"() {
        given:
        int tries = 0

        when:
        Launched.of(Call.of('true')) { throw new IOException(why, null).tap { tries++ } }

        then:
        Problem problem = thrown()
        problem.why() == why
        tries == times

        where:
        why                                                                || times
        ENDED                                                              || 3
        'error=13, Permission denied'                                      || 1
        'error=0, Failed to exec spawn helper: pid: 25968, exit value: 1'  || 1
    }
}
