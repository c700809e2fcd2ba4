package dev.handrail.run

import java.time.Duration
import spock.lang.Specification

class WindowClockSpec extends Specification {
    Rig.HandClock clock = new Rig.HandClock()
    WindowClock window = new WindowClock(clock, clock)

    def "the window is open for as long as #what"() {
        given:
        def opened = clock.now
        clock.move(Duration.ofMinutes(3))
        window.openSince(opened)

        when:
        clock.move(Duration.ofMinutes(5))
        clock.now += Duration.ofMinutes(wall)

        then:
        window.openSince(opened) == Duration.ofMinutes(minutes)

        where:
        what                                              | wall || minutes
        'both clocks say'                                 | 0    || 8
        'the monotonic clock says where the other is back' | -60  || 8
        'the wall clock says where the machine slept'     | 20   || 28
    }

    def "a window that another machine opened in the future is open since now"() {
        given:
        def opened = clock.now + Duration.ofMinutes(10)

        expect:
        window.openSince(opened) == Duration.ZERO

        when:
        clock.move(Duration.ofMinutes(2))

        then:
        window.openSince(opened) == Duration.ofMinutes(2)
    }
}
