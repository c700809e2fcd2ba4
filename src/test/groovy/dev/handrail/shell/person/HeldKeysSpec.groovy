package dev.handrail.shell.person

import java.time.Duration
import spock.lang.Specification

/** Keys by the milliseconds at which they come; {@code !} marks those that are taken for held. */
class HeldKeysSpec extends Specification {
    private static String judged(String keys, Duration delay = Duration.ofSeconds(1)) {
        long now = 0
        HeldKeys held = new HeldKeys(delay, { now * 1_000_000L })
        keys.split(' ').collect {
            now = it.substring(1) as long
            String key = it.substring(0, 1)
            if (key == '-') {
                held.passed('y')
                return it
            }
            it + (held.held(key) ? '!' : '')
        }.join(' ')
    }

    def "#what"() {
        expect:
        judged(keys.replace('!', '')) == keys

        where:
        what                                                    | keys
        'a key that is pressed once is acted on'                | 'y0'
        'one that is pressed again later, too'                  | 'y0 y1000'
        'another one at once'                                   | 'y0 q10'
        'a held key begins to repeat after its delay'           | 'y0 y500! y533! y566! y600!'
        'a delay of a quarter of a second'                      | 'y0 y250! y340! y430!'
        'held through many questions, then let go and pressed'  | 'y0 y660! y700! y740! y780! y2000'
        'let go and pressed after a moment'                     | 'y0 y500! y533! y900'
        'held so long that it repeated once'                    | 'y0 y500! y900'
        'pressed twice at once, and then once more'             | 'y0 y400! y800'
        'pressed for a third time at once'                      | 'y0 y400! y800 y1200!'
        'held while work went on, and thrown away'              | 'y0 -3000 y3033! y3066! y3400'
        'pressed a while after it was thrown away'              | 'y0 -3000 y3300'
        'slow repetition over a slow line'                      | 'y0 y500! y740! y980! y1220!'
    }

    def "zero takes nothing for held"() {
        expect:
        judged('y0 y10 y20 y400', Duration.ZERO) == 'y0 y10 y20 y400'
    }

    def "the delay is what the variable says"() {
        expect:
        HeldKeys.delay(written) == delay

        where:
        written | delay
        null    | Duration.ofSeconds(1)
        '2s'    | Duration.ofSeconds(2)
        '0s'    | Duration.ZERO
        'soon'  | Duration.ofSeconds(1)
    }
}
