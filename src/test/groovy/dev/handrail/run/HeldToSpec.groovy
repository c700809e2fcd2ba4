package dev.handrail.run

import dev.handrail.json.Json
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Hazard
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Sql
import dev.handrail.text.Statement
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** A run that is held to a plan: each step, at its turn, does what the plan says, or nothing is done. */
class HeldToSpec extends Specification {
    @TempDir
    Path folder

    Rig rig

    void setup() {
        rig = new Rig(folder)
        rig.step('a/one', [rig.sql('select 1')])
        rig.step('a/two', [rig.sql('select 2'), rig.sql('select 3')], hazards: [hazard('in the way (3 rows)')])
    }

    private static Hazard hazard(String what, String code = 'HR-9') {
        new Hazard(code, what, 'wait', Position.NOWHERE)
    }

    /** As a file would bring it back. */
    private void hold(List steps = rig.steps) {
        List planned = new Planner('test', rig.world).plan(steps)
        rig.plan = Json.read(Json.write([digest: 'd' * 64, file: 'f', steps: Agreed.fields(planned)])) as Map
    }

    private void instead(Map with, String id, List effects, Risk risk = Risk.CHANGES) {
        rig.steps.removeIf { it.id() == id }
        rig.step(with, id, effects, risk)
    }

    def "what is as planned is done"() {
        given:
        hold()

        expect:
        rig.run().exit() == ExitCode.DONE
    }

    def "a step that would do something else is not done, and the difference is shown"() {
        given:
        hold()
        instead('a/two', effects(rig), risk, hazards: hazards)

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.UNDECIDED
        end.problem().what() == 'step a/two is not what the plan says'
        end.problem().where().contains(told)
        end.problem().remedy().contains('--accept plan=REASON')
        rig.state('a/one') == 'done'
        rig.state('a/two') == ''

        where:
        effects                                                       | risk          | hazards                                | told
        ({ [it.sql('select 2'), it.sql('select 4')] })                | Risk.CHANGES  | []                                     | 'new: '
        ({ [it.sql('select 2')] })                                    | Risk.CHANGES  | []                                     | 'not done any more: '
        ({ [] })                                                      | Risk.CHANGES  | []                                     | 'there is nothing to do now: all is there'
        ({ [it.sql('select 3'), it.sql('select 2')] })                | Risk.CHANGES  | []                                     | 'in another order'
        ({ [it.sql('select 2'), it.sql('select 3')] })                | Risk.DESTROYS | []                                     | 'risk was changes, is destroys'
        ({ [it.sql('select 2'), it.sql('select 3')] })                | Risk.CHANGES  | [HeldToSpec.hazard('lost', 'HR-1')]    | 'new hazard: HR-1 lost'
    }

    def "figures of a hazard, and one that is gone, are no difference"() {
        given:
        hold()
        instead('a/two', [rig.sql('select 2'), rig.sql('select 3')], hazards: hazards)

        expect:
        rig.run().exit() == ExitCode.DONE

        where:
        hazards << [[], [HeldToSpec.hazard('in the way (5,000 rows)')]]
    }

    def "what a failed attempt has done already is no difference when it is tried again"() {
        given:
        hold()
        rig.world.trouble[rig.steps[1].action().plan(rig.world).effects()[1].show().join(' ')] = { throw World.failing() }

        expect:
        rig.run().exit() == ExitCode.FAILED

        when:
        rig.world.trouble.clear()

        then:
        rig.run().exit() == ExitCode.DONE
    }

    def "a file that an earlier step of the plan applies is not planned once more"() {
        given:
        Closure file = { String at ->
            new Sql('main', '01.sql', [Statement.ours('create table t ()')], [Statement.ours("insert '$at'")], true, null,
                Envelope.DEFAULT, [:])
        }
        rig.step('b/first', [file('b/first')], Risk.CHANGES, word: 'migrate')
        rig.step('b/again', [file('b/again'), rig.sql('select 5')], Risk.CHANGES, word: 'migrate')
        rig.step('b/last', [file('b/last')], Risk.CHANGES, word: 'migrate')

        when:
        List planned = new Planner('test', rig.world).plan(rig.steps).takeRight(3)

        then:
        planned*.plan().collect { it.effects()*.show()*.join(' ').findAll { !it.startsWith('create schema') }.size() } == [1, 1, 0]
        planned[2].plan().nothing() == 'an earlier step applies every file'
    }

    def "a step without an exact plan is held to its risk and its targets"() {
        given:
        List planned = new Planner('test', rig.world).plan(rig.steps)
        planned[1] = new Planner.PlannedStep(planned[1].step(), dev.handrail.runbook.Plan.provisional(Risk.CHANGES, 'after a/one'),
            Risk.CHANGES, 'there', 'none', null)
        rig.plan = Json.read(Json.write([digest: 'd' * 64, file: 'f', steps: Agreed.fields(planned)])) as Map
        instead('a/two', [effect(rig)], risk, hazards: [])

        when:
        Ending end = rig.run()

        then:
        end.exit() == exit
        told == '' || end.problem().where().contains(told)

        where:
        effect                       | risk          | exit               | told
        ({ it.sql('select 9') })     | Risk.CHANGES  | ExitCode.DONE      | ''
        ({ it.sql('select 9') })     | Risk.DESTROYS | ExitCode.UNDECIDED | 'risk was changes, is destroys'
        ({ Rig.program('mkdir') })   | Risk.CHANGES  | ExitCode.UNDECIDED | 'which it does not name'
    }
}
