package dev.handrail.report

import dev.handrail.json.Json
import dev.handrail.run.Decision
import dev.handrail.run.Operator
import dev.handrail.run.Rig
import dev.handrail.run.World
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

/** Two runs beside each other. */
class ComparisonSpec extends Specification {
    @TempDir
    Path folder

    private RunReport run(String name, Map<String, Duration> steps, Closure also = {}) {
        Rig rig = new Rig(Files.createDirectory(folder.resolve(name)))
        steps.each { id, took ->
            rig.step(id, [rig.sql("do $id")])
            rig.world.trouble["after do $id;".toString()] = { rig.clock.move(took) }
        }
        rig.operator.decides(steps.collect { Decision.of(Decision.Kind.YES) } as Decision[])
        also(rig)
        rig.run()
        Fold.of(rig.entries())
    }

    def "what took longer, what ended otherwise and what is in one alone is told"() {
        given:
        RunReport then = run('then', ['a/same': Duration.ofSeconds(10), 'a/slow': Duration.ofSeconds(10), 'a/gone': Duration.ofSeconds(1)])
        RunReport now = run('now', ['a/same': Duration.ofMillis(10_500), 'a/slow': Duration.ofSeconds(30), 'a/new': Duration.ofSeconds(2)]) { rig ->
            rig.world.trouble['do a/new;'] = { throw World.failing() }
            rig.operator.chooses(Operator.Choice.of(Operator.Choice.Kind.QUIT))
        }

        when:
        Comparison both = Comparison.of(now, then)
        String text = Markdown.of(both)

        then:
        both.steps()*.step() == ['a/same', 'a/slow', 'a/new', 'a/gone']
        text.contains('Steps that took longer: 1; less long: 0 ') && text.contains('in one run alone: 2.')
        text.contains('| a/slow | 10s | 30s | +20s (+200 %) | done |')
        text.contains('| a/new |  | ')
        text.contains('failed, not in the other run')
        text.contains('| a/gone | 1s |  |  | not in this run |')
        text.contains('| Changes | 21s | 40.5s |')
        text.contains('| database main | 1.0 kB | 1.0 kB | 1.0 kB |  |')

        and: 'the other forms say the same'
        new Xml(Html.of(both)).all('//h2') == ['Durations', 'Sizes', 'Steps']
        Json.read(JsonReport.of(both)).steps[1] == [step: 'a/slow', now: [state: 'done', took: 30_000], then: [state: 'done', took: 10_000]]
    }

    def "a run beside itself differs in nothing"() {
        given:
        RunReport one = run('one', ['a/one': Duration.ofSeconds(10)])

        expect:
        Markdown.of(Comparison.of(one, one)).contains('Steps that took longer: 0; less long: 0 (both by a second and a tenth at least); that ended otherwise: 0; in one run alone: 0.')
    }
}
