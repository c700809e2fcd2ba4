package dev.handrail.shell.out

import dev.handrail.journal.Entry
import dev.handrail.journal.Event
import dev.handrail.runbook.Effect
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Process
import dev.handrail.runbook.Progress
import dev.handrail.runbook.Step
import dev.handrail.runbook.WayBack
import dev.handrail.text.Redactor
import dev.handrail.text.Text
import java.time.Duration
import java.time.Instant
import spock.lang.Specification

import static dev.handrail.problem.Position.NOWHERE

class ScreenSpec extends Specification {
    ByteArrayOutputStream printed = new ByteArrayOutputStream()
    PrintStream stream = new PrintStream(printed, true, 'UTF-8')
    Screen screen = new Screen(new Console(stream, stream, new Redactor(), false, false), false, { 100 }, { 0L })
    Step step = new Step('cache/flush', 'T', null, [], [], null, new WayBack.None(), [], null, [], Step.Retry.NONE, null,
        Step.Clock.NONE, Step.Words.NONE, NOWHERE)

    def "a step with nothing to do says so, and why; one that only asks has not done nothing"() {
        when:
        screen.comesUp(step, 'forward', 2, 11)
        screen.recorded(entry(new Event.StepPlanned(step.id(), 'forward', 1, 'T', 'x', 'reads', [], null, null, nothing, null, 'd')))
        screen.recorded(entry(new Event.StepFinished(step.id(), 'forward', 1, 'done', null, null, null, 3)))

        then:
        line() == '[ 2/11] cache/flush                   done         3ms' + shown

        where:
        nothing                    || shown
        'no key matches product:*' || '     nothing to do: no key matches product:*'
        Plan.ONLY_CHECKS           || ''
    }

    def "what is left as it is on the way back has its line too"() {
        when:
        screen.comesUp(step, 'rollback', 1, 9)
        screen.stays(step, 'a person did it')

        then:
        line() == '[1/9] cache/flush                   stays        a person did it'
    }

    private static final Effect PROGRAM = new Process([Text.of('kubectl')], [:], '', null, 0, null)
    long seconds

    private Screen screen(boolean redraws) {
        new Screen(new Console(stream, stream, new Redactor(), false, false), redraws, { 60 }, { seconds * 1_000_000_000L })
    }

    def "elsewhere than in a terminal a line every half minute says that it is still at work, whatever it tells of itself"() {
        given:
        Screen screen = screen(false)
        screen.comesUp(step, 'forward', 2, 11)
        screen.expects(step, Duration.ofMinutes(2))

        when: 'two effects, one of which says how far it is'
        screen.performs(step, PROGRAM)
        (1..20).each { seconds++; screen.tick() }
        screen.recorded(entry(ended()))
        screen.performs(step, PROGRAM)
        (1..12).each { seconds++; screen.tick() }
        screen.progress(step, new Progress(50, 100, 'rows', ''))
        (1..30).each { seconds++; screen.tick() }

        then:
        printed.toString('UTF-8').readLines() == [
            '[ 2/11] cache/flush  kubectl  at it for 30s of about 2m',
            '[ 2/11] cache/flush  50%  50 of 100 rows  at it for 1m of about 2m']
    }

    def "in a terminal the line is drawn over each second, and never over a question"() {
        given:
        Screen screen = screen(true)
        screen.comesUp(step, 'forward', 2, 11)

        when:
        screen.performs(step, PROGRAM)
        (1..3).each { seconds++; screen.tick() }

        then:
        shown() == ['', '[ 2/11] cache/flush  kubectl', '[ 2/11] cache/flush  kubectl  at it for 1s',
                    '[ 2/11] cache/flush  kubectl  at it for 2s', '[ 2/11] cache/flush  kubectl  at it for 3s']

        when:
        screen.recorded(entry(ended()))
        printed.reset()
        (1..3).each { seconds++; screen.tick() }

        then:
        shown() == ['']
    }

    def "where there is no room for all of it the time stays: #columns columns"() {
        given:
        Screen screen = new Screen(new Console(stream, stream, new Redactor(), false, false), true, { columns }, { seconds * 1_000_000_000L })
        screen.comesUp(step, 'forward', 5, 33)
        screen.expects(step, Duration.ofSeconds(20))
        screen.performs(step, PROGRAM)
        screen.progress(step, new Progress(1, 0, 'indexes and constraints', 'restoring into a scratch database'))
        seconds = 4

        when:
        screen.progress(step, new Progress(21, 0, 'indexes and constraints', 'restoring into a scratch database'))

        then:
        shown().last() == line

        where:
        columns | line
        120     | '[ 5/33] cache/flush  restoring into a scratch database  21 indexes and constraints  5/s  at it for 4s of about 20s'
        100     | '[ 5/33] cache/flush  restoring into a scratch database  21 indexes an...  at it for 4s of about 20s'
        45      | '[ 5/33] cache/flush  restoring...  4s of 20s'
        40      | '[ 5/33] cache/flush  4s of 20s'
    }

    def "what there is one of is named so: #count #unit"() {
        expect:
        Amounts.of(count, unit) == shown

        where:
        count | unit                      | shown
        1     | 'looks'                   | '1 look'
        1     | 'batches'                 | '1 batch'
        1     | 'indexes'                 | '1 index'
        1     | 'tables'                  | '1 table'
        1     | 'created'                 | '1 created'
        1     | 'indexes and constraints' | '1 indexes and constraints'
        1_000 | 'rows'                    | '1,000 rows'
        1     | 'bytes'                   | '1 bytes'
    }

    def "on a narrow screen a step's line stands on one line"() {
        given:
        Screen narrow = new Screen(new Console(stream, stream, new Redactor(), false, false), true, { 40 }, { 0L })

        when:
        narrow.comesUp(step, 'forward', 2, 9)
        narrow.recorded(entry(new Event.StepFinished(step.id(), 'forward', 1, 'done', null, null, null, 3)))

        then:
        line() == '[2/9] cache/flush   done         3ms'
    }

    def "what is waited for tells the time by itself"() {
        given:
        Screen screen = screen(true)
        screen.performs(step, PROGRAM)
        seconds = 5

        when:
        screen.progress(step, new Progress(5, 30, 's', 'wait'))

        then:
        shown().last() == 'cache/flush  wait  5s of 30s'
    }

    private List<String> shown() {
        printed.toString('UTF-8').split('\\r')*.replace('\033[K', '') as List
    }

    private static Event ended() {
        new Event.EffectFinished('cache/flush', 'forward', 1, 'k', 'process', 'done', null, null, null, 3)
    }

    private String line() {
        printed.toString('UTF-8').stripTrailing()
    }

    private static Entry entry(Event event) {
        new Entry(1, Instant.EPOCH, 'r1', event, '')
    }
}
