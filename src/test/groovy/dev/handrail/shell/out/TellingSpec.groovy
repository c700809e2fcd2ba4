package dev.handrail.shell.out

import dev.handrail.journal.Entry
import dev.handrail.journal.Event
import dev.handrail.run.Watcher
import dev.handrail.text.Ascii
import dev.handrail.text.Redactor
import java.time.Duration
import java.time.Instant
import spock.lang.Specification

/** How much is told: quiet, verbose, accessible, and to a terminal without UTF-8. */
class TellingSpec extends Specification {
    ByteArrayOutputStream err = new ByteArrayOutputStream()

    private Console console(Telling telling, boolean ascii) {
        PrintStream to = new PrintStream(err, true, 'UTF-8')
        new Console(to, to, new Redactor(), false, false, telling, ascii)
    }

    private static Entry entry(Event event) {
        new Entry(1, Instant.EPOCH, 'run', event, '')
    }

    private static Event finished(String state) {
        new Event.StepFinished('a/b', 'forward', 1, state, 'why', null, null, 12)
    }

    def "a quiet screen shows a step that #state: #shown"() {
        given:
        List<Entry> seen = []
        Watcher screen = new Watcher() {
            void recorded(Entry entry) { seen << entry }
        }

        when:
        new Quieter(screen).recorded(entry(finished(state)))

        then:
        seen.empty != shown

        where:
        state      | shown
        'done'     | false
        'skipped'  | false
        'failed'   | true
        'unknown'  | true
        'stopped'  | true
    }

    def "a terminal whose locale is #locale gets ASCII alone: #ascii"() {
        expect:
        Ascii.only(locale) == ascii

        where:
        locale                                       | ascii
        [LANG: 'de_DE.ISO-8859-1']                   | true
        [LC_ALL: 'de_DE@euro', LANG: 'C.UTF-8']      | false
        [LC_ALL: 'en_GB.UTF-8', LANG: 'x.ISO-8859-1'] | false
        [LC_CTYPE: 'ja_JP.eucJP']                    | true
        [LANG: 'C']                                  | false
        [:]                                          | false
    }

    def "what is not ASCII is written so that nothing is lost"() {
        when:
        console(Telling.USUAL, true).say('Grüße … → x')
        console(Telling.USUAL, true).record([text: 'ü'])

        then:
        err.toString().readLines() == ['Gr\\u00fc\\u00dfe ... -> x', '{"text":"\\u00fc"}']
    }

    def "letters that take more room in ASCII are counted so"() {
        when:
        console(Telling.USUAL, true).say(Line.of('to its very last word: VORWÄRTS!'), 35)

        then:
        err.toString().readLines() == ['to its very last word:', '    VORW\\u00c4RTS!']
    }

    def "what a line says comes before what the shell was started with"() {
        expect:
        new Telling(false, true, false, null).over(new Telling(true, false, true, null)) == new Telling(true, true, false, null)
        Telling.USUAL.over(new Telling(false, false, true, Duration.ofSeconds(30))) == new Telling(false, false, true, Duration.ofSeconds(30))
        new Telling(false, false, false, Duration.ZERO).over(new Telling(false, false, false, Duration.ofSeconds(30))).bell() == Duration.ZERO
    }
}
