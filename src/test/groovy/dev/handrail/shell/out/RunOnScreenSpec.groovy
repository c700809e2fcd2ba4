package dev.handrail.shell.out

import dev.handrail.text.Text
import dev.handrail.runbook.Process
import dev.handrail.runbook.Effect
import dev.handrail.journal.Entry
import dev.handrail.journal.Event
import dev.handrail.run.Rig
import dev.handrail.runbook.Progress
import dev.handrail.runbook.Step
import dev.handrail.text.Redactor
import dev.handrail.text.Secret
import java.nio.file.Path
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

class RunOnScreenSpec extends Specification {
    @TempDir
    Path folder

    ByteArrayOutputStream out = new ByteArrayOutputStream()
    ByteArrayOutputStream err = new ByteArrayOutputStream()
    Redactor redactor = new Redactor()
    long nanos
    Step step

    void setup() {
        step = new Rig(folder).step('a/one', null)
    }

    private Console console(boolean json = false) {
        new Console(new PrintStream(out, true), new PrintStream(err, true), redactor, false, json)
    }

    private Screen screen(boolean redraws = false) {
        Screen screen = new Screen(console(), redraws, { 80 }, { nanos })
        screen.comesUp(step, 'forward', 2, 12)
        screen
    }

    private static Entry entry(Event event) {
        new Entry(1, Instant.EPOCH, 'r1', event, '{"seq":1}')
    }

    private static Event finished(String state, String why = null) {
        new Event.StepFinished('a/one', 'forward', 1, state, why, null, null, 1900)
    }

    private static Event effect(Map<String, Long> counts) {
        new Event.EffectFinished('a/one', 'forward', 1, 'k', 'sql', 'done', counts, null, null, 5)
    }

    private static Event check(String verdict, String role = 'check', List<List<String>> rows = null, long count = 0) {
        new Event.CheckJudged('a/one', 'forward', 1, 'rows', role, verdict, '3', '0', 'select', 1.0, 1, rows, count)
    }

    def "a step that ends is one line: its place, its state, how long, how much"() {
        given:
        Screen screen = screen()

        when:
        screen.recorded(entry(effect([rows: 50000L, bytes: 4300000L])))
        screen.recorded(entry(effect([rows: 1L])))
        screen.recorded(entry(check('pass')))
        screen.recorded(entry(finished('done')))

        then:
        err.toString().readLines().size() == 1
        err.toString() =~ /^\[ 2\/12\] a\/one +done +1\.9s +50,001 rows, 4\.1 MB, 1 check holds/
        out.size() == 0
    }

    def "a long verdict is broken between words where a person reads it, and is one line elsewhere"() {
        given:
        String seen = 'shop does not answer the question: relation "nowhere" does not exist: no such table (SQLSTATE 42P01)\nhint: there is one in another schema'

        when:
        screen(person).recorded(entry(new Event.CheckJudged('a/one', 'forward', 1, 'rows', 'check', 'fail', seen, '0', 'select', 1.0, 1, null, 0)))
        List<String> lines = err.toString().readLines().findAll { it.contains('rows:') || it.startsWith('   ') }

        then:
        lines.size() == count
        !person || lines.every { it.length() <= 80 } && lines*.strip().join(' ').contains('(SQLSTATE 42P01); hint: there is one in another schema; expected 0')

        where:
        person || count
        true   || 3
        false  || 1
    }

    def "a check counts as holding only where it did in the end"() {
        given:
        Screen screen = screen()

        when:
        ['pass', 'fail', 'pass', 'fail'].each { screen.recorded(entry(check(it, 'monitor'))) }
        screen.recorded(entry(check('pass')))
        screen.recorded(entry(finished('failed', 'rows does not hold')))

        then:
        err.toString().readLines().last() =~ /failed +1\.9s +1 check holds  rows does not hold$/
    }

    def "a warning and a check that does not hold are lines of their own, and why a step failed stands in its line"() {
        given:
        Screen screen = screen()

        when:
        screen.recorded(entry(check('warn')))
        screen.recorded(entry(check('fail')))
        screen.recorded(entry(finished('failed', 'it broke')))

        then:
        List<String> lines = err.toString().readLines()
        lines[0].contains('warning  rows: 3; expected 0')
        lines[1].contains('does not hold  rows: 3; expected 0')
        lines[2].contains('failed')
        lines[2].endsWith('it broke')
    }

    def "the rows that were read stand below, masked before they are cut, escaped, no wider than the screen"() {
        given:
        redactor.learn(new Secret('token', 'S' * 60))

        when:
        screen().recorded(entry(check('fail', 'check', [['pid', 'query'], ['7', 'a\033[2J' + 'S' * 60], ['8', 'x' * 400]], 900)))

        then:
        List<String> lines = err.toString().readLines()
        lines[1].strip() == 'pid | query'
        lines[3].contains('7   | a\\x1b[2J<secret token>')
        lines.last().strip() == '(2 of 900 rows)'
        lines.every { it.length() < 80 }
        !err.toString().contains('SSS')
        !err.toString().contains('\033')
    }

    private static final Effect PROGRAM = new Process([Text.of('kubectl')], [:], '', null, 0, null)

    def "in a terminal progress is drawn over in place with its rate and the time left, and taken away before a line"() {
        given:
        Screen screen = screen(true)
        screen.performs(step, PROGRAM)

        when:
        [0, 10_000, 20_000].each {
            screen.progress(step, new Progress(it, 50_000, 'rows', ''))
            nanos += 1_000_000_000L
        }
        screen.recorded(entry(finished('done')))

        then:
        String shown = err.toString()
        shown.contains('40%  20,000 of 50,000 rows  10,000 rows/s  3s left')
        shown.split('\r').findAll { it.contains('%') }.every { it.replace('\033[K', '').length() < 80 }
        shown.readLines().last().startsWith('\r\033[K[ 2/12]') || shown.contains('\r\033[K[ 2/12]')
    }

    def "elsewhere progress is a line every half minute"() {
        given:
        Screen screen = screen()
        screen.performs(step, PROGRAM)

        when:
        90.times {
            nanos += 1_000_000_000L
            screen.progress(step, new Progress(it, 90, 'keys', 'warming'))
        }

        then:
        err.toString().readLines().size() == 3
        err.toString().contains('warming')
    }

    def "with --json the journal's records are printed as they are, and progress beside them without seq"() {
        given:
        JsonScreen screen = new JsonScreen(console(true), 'r1', { nanos })

        when:
        screen.recorded(entry(finished('done')))
        nanos += 2_000_000_000L
        screen.progress(step, new Progress(1, 2, 'rows', 'x'))

        then:
        List<String> lines = out.toString().readLines()
        lines[0] == '{"seq":1}'
        lines[1].contains('"type":"progress"')
        !lines[1].contains('"seq"')
    }

    def "a secret is masked wherever it would be printed"() {
        given:
        redactor.learn(new Secret('api-token', 'geheim-1'))

        when:
        console().say('token geheim-1')
        console().data(new Line().bold('geheim-1'))
        console().draw('geheim-1')
        console().record([a: 'geheim-1'])

        then:
        !(err.toString() + out).contains('geheim-1')
    }

    def "a reader that went away ends nothing"() {
        given:
        OutputStream closed = new OutputStream() {
            void write(int b) { throw new IOException('Broken pipe') }
        }
        Console console = new Console(new PrintStream(closed, true), new PrintStream(closed, true), redactor, false, true)

        when:
        console.data('x')
        console.record([a: 1])
        console.say('y')

        then:
        noExceptionThrown()
    }

    def "a table fits the screen, and its cells can't break it"() {
        expect:
        new Table('A', 'B').row('one', 'two\nlines').row('three', 'x' * 200).lines(40)*.toString() ==
            ['A      B', 'one    two\\nlines', 'three  ' + 'x' * 30 + '...']
    }
}
