package dev.handrail.shell.session

import dev.handrail.journal.Entry
import dev.handrail.journal.Event
import dev.handrail.journal.RunState
import dev.handrail.journal.Runs
import java.nio.file.Path
import java.time.Instant
import spock.lang.Specification

/** The clock of a maintenance window, as the prompt and status tell it. */
class InMaintenanceSpec extends Specification {
    private static final Instant NOON = Instant.parse('2026-11-21T12:00:00Z')

    private static Runs.Run run(String id, String environment, int minutesAgo, Integer length, boolean closed = false) {
        RunState state = new RunState()
        Instant opened = NOON.minusSeconds(minutesAgo * 60L)
        String until = length == null ? null : opened.plusSeconds(length * 60L).toString()
        List<Event> events = [
            new Event.RunStarted('book', 'A book', 'f', 'd', [:], environment, [:], [:], [:], 'ana', 'box', '1', null, null),
            new Event.StepFinished('m/on', 'forward', 1, 'done', null, null, 'opens', 5, until)]
        if (closed) {
            events << new Event.StepFinished('m/off', 'forward', 1, 'done', null, null, 'closes', 5)
        }
        events.eachWithIndex { event, i -> state.apply(new Entry(i + 1, opened, id, event, '')) }
        new Runs.Run(id, Path.of(id), state)
    }

    def "the prompt of prod says '#shown'"() {
        expect:
        InMaintenance.of(runs).shown('prod', NOON) == shown

        where:
        runs                                                                  | shown
        []                                                                    | ''
        [run('a', 'prod', 12, 30, true)]                                      | ''
        [run('a', 'prod', 12, 30)]                                            | 'MAINTENANCE 12m, 18m left'
        [run('a', 'prod', 12, null)]                                          | 'MAINTENANCE 12m'
        [run('a', 'prod', 35, 30)]                                            | 'MAINTENANCE 35m, 5m OVER'
        [run('a', 'staging', 12, 30)]                                         | 'staging in MAINTENANCE 12m, 18m left'
        [run('a', 'staging', 12, null), run('b', 'prod', 0, 30)]              | 'MAINTENANCE 0s, 30m left; 1 more'
        [run('a', 'prod', -5, 30)]                                            | 'MAINTENANCE 0s, 35m left'
    }
}
