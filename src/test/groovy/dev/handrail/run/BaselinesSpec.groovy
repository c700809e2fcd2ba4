package dev.handrail.run

import dev.handrail.journal.Event
import dev.handrail.problem.Position
import dev.handrail.runbook.Check
import dev.handrail.runbook.Expectation
import dev.handrail.runbook.Question
import dev.handrail.runbook.Reading
import dev.handrail.runbook.TargetRef
import dev.handrail.runbook.Targets
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What is compared with an earlier moment is read at that moment, once, wherever it is asked. */
class BaselinesSpec extends Specification {
    @TempDir
    Path folder

    Rig rig
    long counter

    void setup() {
        rig = new Rig(folder)
        rig.operator.decides(Decision.of(Decision.Kind.YES))
    }

    /** How far the counter has come since its mark. */
    private Check news(Expectation.Baseline moment, String title = 'news') {
        Question question = new Question() {
            String show() { 'news' }

            TargetRef target() { TargetRef.HOST }

            Expectation.Baseline since() { moment }

            Reading mark(Targets targets) { Reading.of(counter) }

            Reading ask(Targets targets) { throw new IllegalStateException('no mark') }

            Reading ask(Targets targets, Reading mark) { Reading.of(counter - (mark.value() as long)) }
        }
        Expectation silent = new Expectation() {
            String show() { '1' }

            Expectation.Opinion judge(Reading now, Reading before, Targets targets) {
                Expectation.Opinion.of(now.value() == 1, now.value())
            }
        }
        new Check(title, question, [silent], [], 1.0, null, false, Position.NOWHERE)
    }

    def "news count from #moment on, as #role"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step([(role): [news(moment)]], 'a/two', [rig.sql('insert 2')])
        rig.operator.decides(Decision.of(Decision.Kind.YES))
        counter = 7
        rig.world.trouble['after insert 1;'] = { counter += atOne }
        rig.world.trouble['after insert 2;'] = { counter += atTwo }

        expect:
        rig.run().state() == 'done'

        and:
        rig.events(Event.CheckBaseline)*.moment() == [moment.name().toLowerCase()]

        where:
        moment                    | role       | atOne | atTwo
        Expectation.Baseline.RUN  | 'checks'   | 1     | 0
        Expectation.Baseline.RUN  | 'requires' | 1     | 5
        Expectation.Baseline.STEP | 'checks'   | 5     | 1
    }

    def "a run that goes on compares with the mark that was taken first"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], checks: [news(Expectation.Baseline.RUN)])
        rig.operator.chooses(Operator.Choice.of(Operator.Choice.Kind.QUIT))
        counter = 7
        assert rig.run().state() == 'paused'

        when:
        counter = 8
        rig.operator.decides(Decision.of(Decision.Kind.YES))

        then:
        rig.run().state() == 'done'
        rig.events(Event.CheckBaseline).size() == 1
    }
}
