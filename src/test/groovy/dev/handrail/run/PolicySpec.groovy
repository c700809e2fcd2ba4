package dev.handrail.run

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Step
import dev.handrail.runbook.WayBack
import spock.lang.Specification
import spock.lang.TempDir
import java.nio.file.Path

import static dev.handrail.runbook.Risk.CHANGES
import static dev.handrail.runbook.Risk.DESTROYS
import static dev.handrail.runbook.Risk.READS

class PolicySpec extends Specification {
    @TempDir
    Path folder

    private static Answers answers(Map with) {
        new Answers(with.yes, with.confirms ?: [:], with.answers ?: [:], with.evidence ?: [:], with.skips ?: [:],
            with.overrides ?: [:], with.byHand ?: [:], with.outcomes ?: [:], with.consents ?: [:], [:], with.onFailure, READS, null, null)
    }

    private Asked asked(Map with) {
        Rig rig = new Rig(folder)
        Step step = rig.step([:], 'a/one', with.effects ?: [rig.sql('x')], with.risk)
        new Asked(step, with.phase ?: 'forward', 1, 1, Plan.of(with.risk, with.effects ?: [rig.sql('x')]), with.risk, 't',
            'prod/shop', [], with.failed ?: [], '', null, [])
    }

    def "#given #environment: a step that #risk is #result"() {
        expect:
        new Policy(answers(given), environment == 'protected').decide(asked(risk: risk)).present == (result == 'answered')

        where:
        given                               | environment | risk     || result
        [:]                                 | 'open'      | READS    || 'open'
        [yes: READS]                        | 'open'      | READS    || 'answered'
        [yes: READS]                        | 'open'      | CHANGES  || 'open'
        [yes: CHANGES]                      | 'open'      | READS    || 'answered'
        [yes: CHANGES]                      | 'open'      | CHANGES  || 'answered'
        [yes: CHANGES]                      | 'open'      | DESTROYS || 'open'
        [yes: CHANGES]                      | 'protected' | READS    || 'answered'
        [yes: CHANGES]                      | 'protected' | CHANGES  || 'open'
        [confirms: ['a/one': 'prod/shop']]  | 'open'      | DESTROYS || 'answered'
        [confirms: ['a': 'prod/shop']]      | 'open'      | DESTROYS || 'answered'
        [confirms: ['a/one': 'prod/shop']]  | 'protected' | CHANGES  || 'answered'
        [confirms: ['a/two': 'prod/shop']]  | 'open'      | DESTROYS || 'open'
    }

    def "a consent that no plan needs is given ahead by its kind, for a step or a section, and by nothing else"() {
        given:
        Rig rig = new Rig(folder)
        Step step = rig.step([:], 'a/one', [rig.sql('x')])

        expect:
        new Unattended('ci', answers(consents: given, yes: CHANGES), false).agreedAhead(step, 'end-blockers') == agreed

        where:
        given                              || agreed
        ['a/one': ['end-blockers']]        || true
        [a: ['x', 'end-blockers']]         || true
        ['a/two': ['end-blockers']]        || false
        ['a/one': ['drop-invalid-index']]  || false
        [:]                                || false
    }

    def "a confirmation that names another target is refused, never taken for a yes"() {
        when:
        new Policy(answers(confirms: ['a/one': 'staging/shop']), false).decide(asked(risk: DESTROYS))

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNDECIDED
        problem.remedy().contains('--confirm a/one=prod/shop')
    }

    def "a skip or a mark counts forward only"() {
        expect:
        new Policy(answers(skips: ['a/one': 'no need']), false).decide(asked(risk: DESTROYS)).get().kind() == Decision.Kind.SKIP
        new Policy(answers(byHand: [a: 'did it']), false).decide(asked(risk: CHANGES)).get().kind() == Decision.Kind.BY_HAND
        new Policy(answers(skips: ['a/one': 'no need']), false).decide(asked(risk: DESTROYS, phase: 'rollback')).empty
    }

    def "an unmet requirement is passed only with a reason, whatever else was answered"() {
        expect:
        new Policy(answers(yes: CHANGES), false).decide(asked(risk: CHANGES, failed: ['quiet'])).empty
        new Policy(answers(yes: CHANGES, overrides: ['a/one': 'known']), false)
            .decide(asked(risk: CHANGES, failed: ['quiet'])).present
    }

    def "a person's task needs its answer and its evidence; a yes is neither"() {
        expect:
        new Policy(answers(given), false).decide(asked(risk: CHANGES, effects: [Rig.question('ok?', 'no', 'link')])).present == answered

        where:
        given                                                         || answered
        [yes: CHANGES]                                                || false
        [answers: ['a/one': 'no']]                                    || false
        [evidence: ['a/one': 'http://x']]                             || false
        [answers: ['a/one': 'no'], evidence: ['a/one': 'http://x']]   || true
    }

    def "an outcome is done or not done, with a reason"() {
        expect:
        new Policy(answers(outcomes: ['a/one': text]), false).outcome('a/one').get() == verdict

        where:
        text               || verdict
        'done:I saw it'    || new Operator.Verdict(Operator.Verdict.Kind.DONE, 'I saw it')
        'not-done:nothing' || new Operator.Verdict(Operator.Verdict.Kind.NOT_DONE, 'nothing')
    }

    def "an outcome without a reason is refused: #text"() {
        when:
        new Policy(answers(outcomes: ['a/one': text]), false).outcome('a/one')

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG

        where:
        text << ['done', 'done:', 'maybe:x', 'not-done']
    }

    def "every answer that is missing is named before the first step, with the option to add"() {
        given:
        Rig rig = new Rig(folder)
        rig.step('a/read', null, checks: [Rig.check('c') { true }])
        rig.step('a/change', [rig.sql('x')])
        rig.step([back: rig.back(rig.sql('undo'))], 'a/drop', [rig.sql('y')], DESTROYS)
        rig.step('b/ask', [Rig.question('ok?', 'no')], word: 'manual')

        when:
        List<Need> needs = new Needs('prod', rig.world, answers(given), protect).forward(rig.steps)

        then:
        needs*.option() == options

        where:
        given                                                                       | protect || options
        [:]                                                                         | false   || ['--yes reads', '--yes changes', '--confirm a/drop=prod/main', '--answer b/ask=no']
        [yes: CHANGES]                                                              | false   || ['--confirm a/drop=prod/main', '--answer b/ask=no']
        [yes: CHANGES]                                                              | true    || ['--confirm a/change=prod/main', '--confirm a/drop=prod/main', '--answer b/ask=no']
        [yes: CHANGES, confirms: ['a/drop': 'prod/main'], answers: [b: 'no']]       | false   || []
        [yes: CHANGES, skips: ['a/drop': 'later', b: 'later']]                      | false   || []
    }

    def "an outcome that is #said of the last effect that was missing #leaves"() {
        given:
        Rig rig = new Rig(folder)
        rig.step('a/one', [Rig.program('x'), *more])
        rig.world.trouble[cut] = { throw World.cut() }
        rig.run()
        Policy policy = new Policy(answers(outcomes: [a: said]), false)

        expect:
        policy.ends(rig.stepState('a/one'), 'forward') == ends
        !policy.ends(rig.stepState('a/one'), 'rollback')

        where:
        said           | more               | cut || ends
        'done:seen'    | []                 | 'x' || true
        'not-done:no'  | []                 | 'x' || false
        'done:seen'    | [Rig.program('y')] | 'x' || false
        'done:seen'    | [Rig.program('y')] | 'y' || true
        'done:seen'    | []                 | '-' || false

        leaves = ends ? 'leaves nothing to ask' : 'leaves the question'
    }

    def "what was done before it was resumed may have to go back too, and is asked for ahead"() {
        given:
        Rig rig = new Rig(folder)
        Step done = rig.step('a/one', [rig.sql('x')], back: new WayBack.By('undo', DESTROYS, { Rig.action(DESTROYS, [rig.sql('y')]) }))
        Step left = rig.step('a/two', [rig.sql('z')])

        expect:
        new Needs('prod', rig.world, answers(yes: CHANGES, onFailure: onFailure), false).forward([left], [done, left])*.option() == options

        where:
        onFailure                  || options
        Answers.OnFailure.ROLLBACK || ['--confirm a/one=prod/main']
        Answers.OnFailure.STOP     || []
    }

    def "with --on-failure rollback the way back needs its answers too"() {
        given:
        Rig rig = new Rig(folder)
        rig.step('a/read', [rig.sql('x')], back: rig.back(Rig.question('put it back')))

        expect:
        new Needs('prod', rig.world, answers(yes: READS, onFailure: Answers.OnFailure.ROLLBACK), false)
            .forward(rig.steps)*.option() == ['--yes changes']
    }

    def "the problem names each step and one line of options that is enough"() {
        when:
        Needs.require([new Need('a/x', '--yes reads'), new Need('a/y', '--yes changes'), new Need('b/z', '--confirm b/z=e/d')])

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNDECIDED
        problem.where().contains('b/z  needs --confirm b/z=e/d')
        problem.remedy() == 'add --yes changes --confirm b/z=e/d'
    }

    def "options are shown in lines of the screen's width, none parted from its value"() {
        expect:
        Needs.options([new Need('a/x', '--yes reads'), new Need('a/x', '--yes reads'), new Need('b/z', '--confirm b/z=e/d'),
                       new Need('b/y', '--confirm b/y=e/d')], 30) == ['--yes reads --confirm b/z=e/d', '--confirm b/y=e/d']
        Needs.options([], 30) == []
    }
}
