package dev.handrail.run

import dev.handrail.journal.Journal
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Guard
import dev.handrail.runbook.TargetRef
import spock.lang.Specification
import spock.lang.TempDir
import java.nio.file.Files
import java.nio.file.Path

/** What targets were told of a journal shows one that was cut, or exchanged for another of the same run. */
class AnchorsSpec extends Specification {
    @TempDir
    Path folder
    TargetRef main = TargetRef.database('main')

    private Rig ran() {
        Rig rig = new Rig(folder)
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/two', [rig.sql('insert 2')])
        rig.onEntry = { if (it.event() instanceof dev.handrail.journal.Event.EffectStarted) { heads << rig.head() } }
        assert rig.run().exit() == ExitCode.DONE
        rig.world.marks[main] = heads.withIndex().collect { String head, int i ->
            new Guard.Mark("a/step$i", "2026-11-21 02:00:0$i", head)
        }
        rig
    }

    List<String> heads = []

    private Path journal() {
        folder.resolve('r1').resolve(Journal.FILE)
    }

    private void keep(int records) {
        Path file = journal()
        Files.writeString(file, Files.readAllLines(file).take(records).join('\n') + '\n')
    }

    def "a whole journal passes, and so does a target that was told nothing"() {
        given:
        Rig rig = ran()

        when:
        Anchors.require(rig.world, [main, TargetRef.cache('c')], 'r1', journal())
        rig.world.marks[main] = [new Guard.Mark('x', '', ''), new Guard.Mark('x', '', 'not a head')]
        Anchors.require(rig.world, [main], 'r1', journal())

        then:
        noExceptionThrown()
    }

    def "a journal cut at the end of a record is refused: what is missing is told as far as it is known"() {
        given:
        Rig rig = ran()
        long last = heads.last().split(':')[0] as long
        keep(records)

        when:
        Anchors.require(rig.world, [main], 'r1', journal())

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.what() == "the journal of run r1 was cut: ${last - records} or more records are missing, it ends with $records"
        problem.where() == journal().toString()
        problem.why().readLines().last() == "database main has a/step${heads.size() - 1} at 2026-11-21 02:00:0${heads.size() - 1}: record $last"
        problem.remedy().contains('handrail abandon r1 --reason TEXT')

        where:
        records << (1..6)
    }

    def "a journal of the same run that tells another story is refused"() {
        given:
        Rig rig = ran()
        Files.delete(journal())
        heads.clear()
        rig.clock.move(java.time.Duration.ofHours(1))
        Journal.create(folder.resolve('r1'), 'r1', rig.clock, new dev.handrail.text.Redactor()).with {
            30.times { n -> append(new dev.handrail.journal.Event.NoteTaken("$n", null, 'ana'), false) }
            close()
        }

        when:
        Anchors.require(rig.world, [main], 'r1', journal())

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.what() == 'this is not the journal that run r1 wrote'
        problem.why().contains('which is another one here')
    }

    def "of many only the last few are named"() {
        given:
        Rig rig = ran()
        rig.world.marks[main] = (1..9).collect { new Guard.Mark("a/step$it", '', "${100 + it}:${'ab' * 32}") }

        when:
        Anchors.require(rig.world, [main], 'r1', journal())

        then:
        Problem problem = thrown()
        problem.why().readLines() == ['… and 4 before'] + (5..9).collect { "database main has a/step$it: record ${100 + it}".toString() }
    }

    def "a run under an id that has worked before, and whose journal is not here, is not begun"() {
        given:
        Rig rig = ran()

        when:
        Anchors.unused(rig.world, [main], 'r1', folder)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.what() == 'a run r1 has worked here, and its journal is not in this home'
        problem.remedy().contains('--id')

        when:
        Anchors.unused(rig.world, [TargetRef.database('other')], 'r1', folder)

        then:
        noExceptionThrown()
    }

    def "before each step the targets are left with a head that is surely on the disk"() {
        given:
        Rig rig = ran()

        when:
        rig.world.marks[main] = rig.world.marked.collect { new Guard.Mark('x', '', it) }
        Anchors.require(rig.world, [main], 'r1', journal())

        then:
        rig.world.marked.size() == 2

        when:
        keep(rig.world.marked.last().split(':')[0].toInteger() - 1)
        Anchors.require(rig.world, [main], 'r1', journal())

        then:
        thrown(Problem)
    }
}
