package dev.handrail.journal

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.run.Ending
import dev.handrail.run.Rig
import dev.handrail.text.Redactor
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock

/** A disk that is really full: an effect is announced only where its end can be recorded too. */
@Requires({ Elsewhere.mounts() })
class SmallDiskSpec extends Specification {
    @TempDir
    Path disk

    static Event started(int n) {
        new Event.EffectStarted('a/b', 'forward', n, "e$n", 'sql', 'database', 'main', 'transactional', [xid: '7'])
    }

    static Event finished(int n, String why = null) {
        new Event.EffectFinished('a/b', 'forward', n, "e$n", 'sql', 'done', [rows: 3L], null, why, 12)
    }

    static Journal journal(Path disk) {
        Journal journal = Journal.create(disk.resolve('runs/r1'), 'r1', Clock.systemUTC(), new Redactor())
        journal.append(new Event.RunStarted('book', 'A book', 'f', 'd', [:], 'test', [:], [:], [:], 'ana', 'box', '1', null, null), true)
        journal
    }

    static void fill(Path disk) {
        try (OutputStream out = Files.newOutputStream(disk.resolve('filler'))) {
            byte[] block = new byte[4096]
            while (true) {
                out.write(block)
            }
        } catch (IOException full) {
            println "full: ${full.message}"
        }
    }

    static List<Event> events(Path disk) {
        JournalReader.read(disk.resolve('runs/r1/journal.jsonl')).entries()*.event()
    }

    static class Announcing {
        static void main(String[] arguments) {
            Path disk = Path.of(arguments[0])
            Journal journal = journal(disk)
            journal.append(started(1), true)
            fill(disk)
            int done = 0
            try {
                while (true) {
                    journal.append(finished(++done), true)
                    journal.append(started(done + 1), true)
                }
            } catch (Problem problem) {
                println problem.told()
                println "exit ${problem.exitCode().status()}"
            }
            journal.append(new Event.RunPaused(8, 'the disk is full', ['handrail resume r1'], false), true)
            journal.close()
            List<Event> events = events(disk)
            println "started ${events.count { it instanceof Event.EffectStarted }} finished ${events.count { it instanceof Event.EffectFinished }} done $done"
            println "last ${events.last().class.simpleName}"
            println "left ${disk.resolve('runs/r1').toFile().list().sort()}"
        }
    }

    def "on a full disk the next effect is not announced, and every announced one has its end on record"() {
        when:
        Elsewhere ran = Elsewhere.onDisk('256k', Announcing, disk)
        List<String> counts = (ran.said =~ /started (\d+) finished (\d+) done (\d+)/)[0]

        then:
        ran.exit == 0
        ran.said.contains("error: the journal can't be written\n  at:   $disk/runs/r1/journal.jsonl")
        ran.said.contains('No space left on device; 0 bytes free there')
        ran.said.contains('handrail resume r1')
        ran.said.contains('exit 8')
        counts[1] == counts[2] && counts[1] == counts[3]
        ran.said.contains('last RunPaused')
        ran.said.contains('left [journal.jsonl, journal.lock]')
    }

    static class Finishing {
        static void main(String[] arguments) {
            Path disk = Path.of(arguments[0])
            Journal journal = journal(disk)
            journal.append(started(1), true)
            fill(disk)
            journal.append(finished(1, 'x' * 10_000), true)
            println "reserve ${Files.size(disk.resolve('runs/r1/journal.reserve'))}"
            println "recorded ${events(disk).last().class.simpleName}"
            try {
                journal.append(started(2), true)
            } catch (Problem problem) {
                println "refused ${problem.exitCode().status()}"
            }
            Files.delete(disk.resolve('filler'))
            journal.append(started(2), true)
            println "reserve again ${Files.size(disk.resolve('runs/r1/journal.reserve'))}"
            fill(disk)
            try {
                journal.append(finished(2, 'x' * 200_000), true)
            } catch (Problem problem) {
                println "lost ${problem.exitCode().status()}"
            }
            try {
                journal.append(new Event.RunPaused(8, 'full', [], false), true)
            } catch (Problem problem) {
                println "nothing more ${problem.exitCode().status()}"
            }
            println "ends with ${events(disk).last().class.simpleName} ${JournalReader.prove(disk.resolve('runs/r1/journal.jsonl')).tornBytes()}"
        }
    }

    def "the end of an effect takes the room that was kept for it; without any room nothing half is left"() {
        when:
        Elsewhere ran = Elsewhere.onDisk('256k', Finishing, disk)

        then:
        ran.said.readLines().findAll { !it.startsWith('full: ') } == [
            'reserve 0', 'recorded EffectFinished', 'refused 8', 'reserve again 65536', 'lost 8', 'nothing more 8', 'ends with EffectStarted 0']
    }

    static class Engine {
        private static List<String> applied(Rig rig) {
            rig.world.applied.findAll { it.contains('insert') }
        }

        static void main(String[] arguments) {
            Path disk = Path.of(arguments[0])
            Rig rig = new Rig(disk.resolve('runs'))
            rig.step('a/one', [rig.sql('insert 1')], retry: new dev.handrail.runbook.Step.Retry(3, java.time.Duration.ofSeconds(1)))
            rig.step('a/two', [rig.sql('insert 2')], retry: new dev.handrail.runbook.Step.Retry(3, java.time.Duration.ofSeconds(1)))
            rig.world.trouble['after insert 1;'] = { fill(disk) }
            Ending end = rig.run()
            println "exit ${end.exit()} ${end.problem()?.what()}"
            println "states ${rig.state('a/one')}, ${rig.state('a/two')}"
            println "applied ${applied(rig)}"
            println "last ${rig.entries().last().event().class.simpleName}"
            Files.delete(disk.resolve('filler'))
            rig.world.trouble.clear()
            end = rig.run()
            println "then ${end.exit()} ${applied(rig)}"
        }
    }

    def "the engine stops before the next effect, tries nothing again, and goes on when there is room"() {
        when:
        Elsewhere ran = Elsewhere.onDisk('256k', Engine, disk)
        List<String> said = ran.said.readLines()

        then: 'which of the two it is depends on where in its block the last record ends'
        said.any {
            it in ["exit JOURNAL the journal can't be written", 'exit JOURNAL there is no room to record how an effect ends, so none is begun']
        }
        said.contains('states done, ')
        said.contains('applied [forward insert 1;]')
        said.contains('last RunPaused')
        said.contains('then DONE [forward insert 1;, forward insert 2;]')
    }

    static class ReadOnly {
        static void main(String[] arguments) {
            try {
                Journal.require(Path.of(arguments[0]).resolve('r1'))
            } catch (Problem problem) {
                println problem.told()
            }
        }
    }

    def "a disk that can't be written to is refused before anything is contacted"() {
        when:
        Elsewhere ran = Elsewhere.onDisk('64k,ro', ReadOnly, disk)

        then:
        ran.said.contains("error: the journal's folder can't be trusted\n  at:   $disk\n  why:  it can't be written to")
    }
}
