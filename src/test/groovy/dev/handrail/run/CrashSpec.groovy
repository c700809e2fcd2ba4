package dev.handrail.run

import dev.handrail.problem.ExitCode
import dev.handrail.runbook.Risk
import spock.lang.Specification
import spock.lang.TempDir
import java.nio.file.Path

/** The process dies at every record of a run in turn; what was done is done once, whatever was seen of it. */
class CrashSpec extends Specification {
    static class Crash extends Error {}

    @TempDir
    Path folder

    private Rig rig(Path where) {
        Rig rig = new Rig(where)
        rig.step('a/one', [rig.sql('insert 1'), rig.sql('insert 2')], back: rig.back(rig.sql('delete 1')))
        rig.step('a/two', [rig.sql('insert 3')], checks: [Rig.check('is there') { true }])
        rig.step('b/three', [rig.sql('insert 4')], back: rig.back(rig.sql('delete 4')))
        rig
    }

    private static List<String> work(Rig rig) {
        rig.world.applied.findAll { !it.contains('handrail.run') }
    }

    def "dying right after record #record of a run loses and doubles nothing"() {
        given:
        Rig rig = rig(folder)
        rig.onEntry = { if (it.seq() == record) throw new Crash() }

        when:
        boolean died = false
        try {
            rig.run()
        } catch (Crash e) {
            died = true
        }
        rig.onEntry = {}
        Ending end = died ? rig.run() : null

        then:
        died
        end == null || end.exit() == ExitCode.DONE
        work(rig) == ['forward insert 1;', 'forward insert 2;', 'forward insert 3;', 'forward insert 4;']

        where:
        record << (1..22)
    }

    def "dying right after effect #effect took hold, before it is on record, does not repeat it"() {
        given:
        Rig rig = rig(folder)
        rig.world.trouble["after $effect".toString()] = { throw new Crash() }

        when:
        try {
            rig.run()
        } catch (Crash ignored) {
        }
        rig.world.trouble.clear()
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        work(rig).count { it == "forward $effect".toString() } == 1
        work(rig).size() == 4

        where:
        effect << ['insert 1;', 'insert 2;', 'insert 3;', 'insert 4;']
    }

    def "with the proof switched off the same crash doubles the effect: the rig can fail"() {
        given:
        Rig rig = rig(folder)
        rig.world.proves = false
        rig.operator.establishes(new Operator.Verdict(Operator.Verdict.Kind.NOT_DONE, 'guessed'))
        rig.world.trouble['after insert 3;'] = { throw new Crash() }

        when:
        try {
            rig.run()
        } catch (Crash ignored) {
        }
        rig.world.trouble.clear()
        rig.run()

        then:
        work(rig).count { it == 'forward insert 3;' } == 2
    }

    def "dying at record #record of the way back takes back once"() {
        given:
        Rig rig = rig(folder)
        rig.run(new Selection(null, null, null))
        long before = rig.entries().last().seq()

        when:
        rig.onEntry = { }
        rig.world.trouble['delete 4;'] = { if (record == 0) throw new Crash() }
        rig.world.trouble['after delete 4;'] = { if (record == 1) throw new Crash() }
        rig.world.trouble['after delete 1;'] = { if (record == 2) throw new Crash() }
        try {
            rig.rollback()
        } catch (Crash ignored) {
        }
        rig.world.trouble.clear()
        Ending end = rig.rollback()

        then:
        end.exit() == ExitCode.DONE
        work(rig).findAll { it.startsWith('rollback') } == ['rollback delete 4;', 'rollback delete 1;']

        where:
        record << [0, 1, 2]
    }
}
