package dev.handrail.report

import dev.handrail.journal.Event
import dev.handrail.json.Json
import dev.handrail.problem.Position
import dev.handrail.run.Decision
import dev.handrail.run.Operator
import dev.handrail.run.Rig
import dev.handrail.run.World
import dev.handrail.runbook.Hazard
import dev.handrail.runbook.Reading
import dev.handrail.runbook.Step
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The schemas in docs/schema are what is written, neither more nor less. */
class SchemaSpec extends Specification {
    @TempDir
    Path folder

    @Shared
    Schema journal = new Schema('journal.json')

    @Shared
    Schema report = new Schema('report.json')

    Rig rig

    void setup() {
        rig = new Rig(folder)
    }

    private void somethingOfEverything() {
        rig.step('a/open', [rig.sql('close the site')], title: 'Out of service', clock: Step.Clock.OPENS)
        rig.step('a/one', [rig.sql('insert 1')], checks: [Rig.check('is there') { true }, Rig.check('orphans') { Reading.rows(['id', 'name'], [[1L, 'a'], [2L, null]]) }],
            hazards: [new Hazard('HZ010', 't is read', 'constraint', new Position('m.sql', 3, 1), 'nobody is there at night')])
        rig.step('b/two', [rig.sql('insert 2')])
        rig.world.trouble['insert 2;'] = { throw World.cut() }
        rig.operator.decides((1..4).collect { Decision.of(Decision.Kind.YES) } as Decision[])
        rig.operator.chooses(new Operator.Choice(Operator.Choice.Kind.SKIP, 'let it be', 0))
        rig.run()
        rig.world.proves = false
        rig.run()
    }

    private static List<String> lines(Path run) {
        run.resolve('journal.jsonl').toFile().readLines('UTF-8')
    }

    def "each record of a journal fits, whatever happened"() {
        given:
        somethingOfEverything()

        expect:
        lines(folder.resolve('r1')).collectMany { journal.wrong(Json.read(it)) } == []
        lines(folder.resolve('r1')).collect { Json.read(it).type }.toSet().size() > 8
    }

    def "the report fits, and so do two beside each other"() {
        given:
        somethingOfEverything()
        RunReport told = Fold.of(rig.entries())

        expect:
        report.wrong(Json.read(JsonReport.of(told))) == []
        new Schema('comparison.json').wrong(Json.read(JsonReport.of(Comparison.of(told, told)))) == []
    }

    def "every type of record and every field of it is in the schema, and no other"() {
        given:
        Map<String, Set<String>> written = Event.permittedSubclasses.collectEntries {
            [it.simpleName.replaceAll('(?<=[a-z])(?=[A-Z])', '.').toLowerCase(Locale.ROOT), it.recordComponents.collect { c -> c.name }.toSet()]
        }
        Map<String, Set<String>> described = journal.whole.allOf.collectEntries {
            String name = it.then.'$ref' - '#/$defs/'
            [name, (journal.whole.'$defs'[name].get('properties') as Map).keySet()]
        }

        expect: 'what is missing is added to docs/schema/journal.json by hand'
        (written - described).keySet() == [] as Set
        (described - written).keySet() == [] as Set
    }

    def "what does not fit is told: #what"() {
        given:
        somethingOfEverything()
        Map line = Json.read(lines(folder.resolve('r1')).find { it.contains('"step.finished"') }) as Map

        expect:
        journal.wrong(line) == []
        !journal.wrong(change(new LinkedHashMap(line))).empty

        where:
        what                | change
        'no run'            | { it.remove('run'); it }
        'another version'   | { it.v = 2; it }
        'an unknown state'  | { it.state = 'perhaps'; it }
        'text for a number' | { it.ms = '7'; it }
        'a broken chain'    | { it.chain = 'x'; it }
    }

    def "a type and a field that a newer version may add fit"() {
        given:
        rig.step('a/one', [rig.sql('insert 1')])
        rig.run()
        Map line = Json.read(lines(folder.resolve('r1'))[0]) as Map

        expect:
        journal.wrong(line + [type: 'weather.seen', rain: true]) == []
        journal.wrong(line + [mood: 'calm']) == []
    }
}
