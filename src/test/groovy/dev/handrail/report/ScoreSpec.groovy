package dev.handrail.report

import dev.handrail.report.RunReport.CheckReport
import dev.handrail.report.RunReport.StepReport
import spock.lang.Specification

class ScoreSpec extends Specification {
    private static CheckReport check(String verdict, double weight = 1, Map with = [:]) {
        new CheckReport(with.phase ?: 'forward', with.title ?: "c $verdict $weight", with.role ?: 'check', verdict, '1', '0', 'ask', weight, 1, [], 0)
    }

    private static StepReport step(String id, CheckReport... checks) {
        new StepReport(id, id, 'main', 'reads', 'done', null, 1, 1, [], [], checks as List, null, [:], [])
    }

    def "each check counts by its weight: a warning keeps half, a failure nothing, and it says where"() {
        when:
        Score score = Score.of([step('a/one', check('pass', 3), check('warn')), step('b/two', check('fail', 2), check('pass'))])

        then:
        score.told() == "FAIL, 4.5 of 7: 0.5 lost at a/one 'c warn 1.0' (warns, half of 1), 2 lost at b/two 'c fail 2.0' (fails, weight 2)"
        score.sections() == [new Score.Part('a', 'warn', 3.5d, 4d), new Score.Part('b', 'fail', 1d, 3d)]
        score.lostIn('b') == "2 lost at b/two 'c fail 2.0' (fails, weight 2)"
    }

    def "of several judgments of one check the last counts; #what"() {
        expect:
        Score.of([step('a/one', judged as CheckReport[])]).told() == told

        where:
        what                                     | judged                                                                                              | told
        'tried again'                            | [check('fail', 1, [title: 'x']), check('pass', 1, [title: 'x'])]                                     | 'PASS, 1 of 1'
        'a lasting one is the same as before'    | [check('pass', 1, [title: 'x']), check('fail', 1, [title: 'x', role: 'lasting'])]                    | "FAIL, 0 of 1: 1 lost at a/one 'x' (fails, weight 1)"
        'one that is required is one of its own' | [check('pass', 1, [title: 'x']), check('pass', 2, [title: 'x', role: 'require'])]                    | 'PASS, 3 of 3'
        'a condition and a way back do not count' | [check('fail', 1, [role: 'when']), check('fail', 1, [phase: 'rollback']), check('pass')]            | 'PASS, 1 of 1'
        'nothing was judged'                     | []                                                                                                  | ''
    }

    def "of many that were lost the first are told"() {
        expect:
        Score.of([step('a/one', (1..9).collect { check('fail', it) } as CheckReport[])]).told().endsWith(', and at 6 more')
    }
}
