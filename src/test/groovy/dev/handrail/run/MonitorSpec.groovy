package dev.handrail.run

import dev.handrail.journal.Event
import dev.handrail.problem.ExitCode
import dev.handrail.runbook.Action
import dev.handrail.runbook.Check
import dev.handrail.runbook.Observe
import dev.handrail.runbook.Observe.OnFailure
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Progress
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Step
import dev.handrail.runbook.TargetRef
import dev.handrail.runbook.Targets
import dev.handrail.runbook.WayBack
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

/** Watching for a while: what is borne, what ends it, and what is left of it after a stop. */
class MonitorSpec extends Specification {
    @TempDir
    Path folder

    Rig rig
    List<Long> asked = []
    List<String> notes = []

    void setup() {
        rig = new Rig(folder)
        rig.operator.decides { Decision.of(Decision.Kind.YES) }
        rig.watcher = new Watcher() {
            void progress(Step step, Progress progress) { notes << progress.note() }
        }
    }

    private Check health(Closure holds = { true }) {
        Rig.check('health') {
            asked << rig.clock.nanos().intdiv(1_000_000_000L)
            holds()
        }
    }

    private void monitor(Map with = [:], Check... checks) {
        Observe watch = new Observe(TargetRef.database('main'), checks as List, false, Duration.ofSeconds(5),
            Duration.ofMinutes(with.minutes ?: 1), with.tolerate ?: 0, with.onFailure ?: OnFailure.STOP)
        Action action = new Action() {
            String word() { 'monitor' }

            Risk ceiling() { Risk.READS }

            List<TargetRef> touches() { [TargetRef.database('main')] }

            Plan plan(Targets targets) { Plan.of(Risk.READS, [watch]) }

            WayBack wayBack() { new WayBack.Nothing('it only looks') }

            OnFailure onFailure() { watch.onFailure() }
        }
        Step plain = rig.step('b/watch', null)
        rig.steps[-1] = new Step(plain.id(), plain.title(), action, [], [], null, new WayBack.Nothing('it only looks'), [], null, [],
            Step.Retry.NONE, null, Step.Clock.NONE, Step.Words.NONE, plain.position())
    }

    private List<String> verdicts() {
        rig.events(Event.CheckJudged)*.verdict()
    }

    def "it asks every so often for its whole time, and puts on record what changes"() {
        given:
        monitor(health(), Rig.check([warns: true], 'slow') { asked.size() in 4..6 })

        expect:
        rig.run().state() == 'done'
        asked == (0..<12).collect { it * 5L }
        verdicts() == ['pass', 'pass', 'warn', 'pass']
        notes.any { it == 'slow WARN true, health ok true' }
    }

    def "so many failures in a row are borne, one more ends it at once"() {
        given:
        monitor(tolerate: 2, health { !(asked.size() in [3, 4] || asked.size() > 6) })

        when:
        Ending ending = rig.run()

        then:
        ending.state() == 'paused'
        asked.size() == 9
        ending.why().contains('health does not hold: false, 3 times in a row')
        notes.any { it == 'health FAIL 2 of 3: false' }
    }

    def "after #how it goes on with what is left of its time"() {
        given:
        monitor(minutes: 10, health())
        rig.clock.onMove = {
            if (asked.size() == 50) {
                rig.clock.onMove = {}
                how == 'a stop' ? rig.interrupts.pause() : { throw new ThreadDeath() }()
            }
        }
        try {
            rig.run()
        } catch (ThreadDeath killed) {
        }
        long first = asked.size()

        when:
        rig.interrupts = new Interrupts()
        rig.clock.move(Duration.ofHours(3))
        Ending ending = rig.run()

        then:
        ending.state() == 'done'
        first == 50
        (asked.size() - first) as int in 70..73

        where:
        how << ['a stop', 'a crash']
    }

    def "after it failed it watches for its whole time again"() {
        given:
        boolean well = false
        monitor(minutes: 1, health { well || asked.size() < 11 })
        rig.run()

        when:
        well = true
        rig.run()

        then:
        asked.size() == 11 + 12
    }

    def "with onFailure #onFailure and #option the run is #state"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')], back: rig.back(rig.sql('delete 1')))
        monitor(onFailure: onFailure, health { asked.size() < 3 })
        rig.answers = new Answers(null, [:], [:], [:], [:], [:], [:], [:], [:], [:], option, Risk.READS, null, null)
        rig.operator.chooses(Operator.Choice.of(Operator.Choice.Kind.QUIT))

        when:
        Ending ending = rig.run()

        then:
        ending.state() == state
        rig.operator.failures().size() == questions
        (rig.world.applied.last() =~ /delete 1/).find() == (state == 'taken-back')
        ending.exit() == (state == 'taken-back' ? ExitCode.TAKEN_BACK : ExitCode.FAILED)

        where:
        onFailure          | option                 | state        | questions
        OnFailure.ROLLBACK | null                   | 'taken-back' | 0
        OnFailure.ROLLBACK | Answers.OnFailure.STOP | 'paused'     | 1
        OnFailure.STOP     | null                   | 'paused'     | 1
        OnFailure.ASK      | null                   | 'paused'     | 1
    }
}
