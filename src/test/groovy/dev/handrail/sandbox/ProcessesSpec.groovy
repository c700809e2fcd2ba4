package dev.handrail.sandbox

import java.time.Duration
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

class ProcessesSpec extends Specification {
    def "a process is told by what it runs"() {
        given:
        Process process = ['sleep', '60.25'].execute()

        expect:
        new PollingConditions(timeout: 60).eventually { assert Processes.arguments(process.pid()) == ['sleep', '60.25'] }
        !Processes.gone(process.pid(), Duration.ofMillis(20))

        when:
        process.destroyForcibly()

        then:
        Processes.gone(process.pid(), Duration.ofSeconds(60))
        Processes.arguments(process.pid()) == []
    }

    def "one that ended and that nobody collects is not alive"() {
        given: 'a parent that never asks for its child, as in a container without an init'
        Process parent = ['sh', '-c', 'sleep 0.1 & exec sleep 60'].execute()
        new PollingConditions(timeout: 60).eventually { assert childrenOf(parent).size() == 1 }
        long child = childrenOf(parent)[0]

        expect:
        Processes.gone(child, Duration.ofSeconds(60))
        new File("/proc/$child/status").text.contains('zombie')

        cleanup:
        parent?.destroyForcibly()
    }

    def "nobody is attached to shared memory that is not there"() {
        expect:
        !Processes.attached(-1)
    }

    private static List<Long> childrenOf(Process process) {
        process.toHandle().children().toList()*.pid()
    }
}
