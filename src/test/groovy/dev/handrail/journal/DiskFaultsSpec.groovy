package dev.handrail.journal

import dev.handrail.problem.Problem
import dev.handrail.run.Ending
import dev.handrail.run.Rig
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import java.nio.file.Files
import java.nio.file.Path

/** A disk that does not keep what it is given: nothing counts that is not surely there. */
class DiskFaultsSpec extends Specification {
    @TempDir
    Path folder

    static class Syncing {
        static void main(String[] arguments) {
            Path disk = Path.of(arguments[0])
            Journal journal = SmallDiskSpec.journal(disk)
            journal.append(SmallDiskSpec.started(1), true)
            journal.append(new Event.NoteTaken('not synced', null, 'ana'), false)
            List<Entry> told = []
            journal.listen { told << it }
            String head = journal.head()
            [SmallDiskSpec.finished(1), SmallDiskSpec.started(2)].each {
                try {
                    journal.append(it, true)
                } catch (Problem problem) {
                    println problem.told()
                    println "exit ${problem.exitCode().status()}"
                }
            }
            println "told ${told.size()} head ${journal.head() == head}"
            journal.close()
            println "holds ${SmallDiskSpec.events(disk)*.class*.simpleName}"
            Journal again = Journal.reopen(disk.resolve('runs/r1'), 'r1', java.time.Clock.systemUTC(), new dev.handrail.text.Redactor())
            again.append(SmallDiskSpec.finished(1), true)
            again.close()
            println "then ${SmallDiskSpec.events(disk)*.class*.simpleName}"
        }
    }

    @Requires({ Elsewhere.traces() })
    def "a sync that fails is not tried again on the same file, and what it was to keep does not count"() {
        given:
        Path file = folder.resolve('runs/r1/journal.jsonl')
        Path trace = folder.resolve('trace')
        Files.createDirectories(file.parent)
        Files.createFile(file)
        Files.delete(file)

        when:
        Elsewhere ran = Elsewhere.failing('fdatasync:error=EIO:when=3', file, trace, Syncing, folder)
        List<String> said = ran.said.readLines()

        then:
        said.count('error: the disk did not keep what was written to the journal') == 2
        said.count('exit 8') == 2
        said.contains('told 0 head true')
        said.contains('holds [RunStarted, EffectStarted]')
        said.contains('then [RunStarted, EffectStarted, EffectFinished]')
        // two that went well, the one that failed, and one of the next session's
        Files.readAllLines(trace).count { it.contains('fdatasync') } == 4
    }

    static class Unrecorded {
        static void main(String[] arguments) {
            Rig rig = new Rig(Path.of(arguments[0]))
            rig.step('a/one', [rig.sql('insert 1')], retry: new dev.handrail.runbook.Step.Retry(3, java.time.Duration.ofSeconds(1)))
            Path journal = rig.folder.resolve('r1/journal.jsonl')
            rig.world.trouble['after insert 1;'] = { Elsewhere.limit(Files.size(journal) + 20) }
            try {
                rig.run()
            } catch (Problem problem) {
                println problem.told()
                println "exit ${problem.exitCode().status()}"
            }
            Elsewhere.limit(-1)
            println "holds ${JournalReader.read(journal).entries().last().event().class.simpleName} ${JournalReader.prove(journal).tornBytes()}"
            rig.world.trouble.clear()
            Ending end = rig.run()
            println "then ${end.exit()} ${rig.world.applied.findAll { it.contains('insert') }} ${rig.events(Event.EffectReconciled)*.verdict()}"
        }
    }

    def "what was committed and could not be recorded is told so, and resume finds it"() {
        when:
        Elsewhere ran = Elsewhere.plain(Unrecorded, folder)
        List<String> said = ran.said.readLines()

        then:
        said.contains('error: committed, not recorded: sql of a/one')
        ran.said.contains('File too large')
        said.any { it.contains('resume finds it in database main and does not repeat it') }
        said.contains('exit 8')
        said.contains('holds EffectStarted 0')
        said.contains('then DONE [forward insert 1;] [applied]')
    }

    static class First {
        static void main(String[] arguments) {
            Path run = Path.of(arguments[0]).resolve('r1')
            Journal journal = Journal.create(run, 'r1', java.time.Clock.systemUTC(), new dev.handrail.text.Redactor())
            Elsewhere.limit(100)
            2.times {
                try {
                    journal.append(new Event.NoteTaken('x' * 200, null, 'ana'), true)
                } catch (Problem problem) {
                    println "exit ${problem.exitCode().status()}: ${problem.what()}"
                }
            }
            try {
                journal.append(SmallDiskSpec.started(1), true)
            } catch (Problem problem) {
                println "exit ${problem.exitCode().status()}"
            }
            Elsewhere.limit(-1)
            journal.close()
            println "holds ${Files.size(run.resolve('journal.jsonl'))}"
        }
    }

    def "a record that finds no room before any was kept leaves nothing"() {
        expect:
        Elsewhere.plain(First, folder).said.readLines() ==
            ["exit 8: the journal can't be written"] * 2 + ['exit 8', 'holds 0']
    }

    static class NoReserve {
        static void main(String[] arguments) {
            Journal journal = SmallDiskSpec.journal(Path.of(arguments[0]))
            Elsewhere.limit(2000)
            try {
                journal.append(SmallDiskSpec.started(1), true)
            } catch (Problem problem) {
                println "exit ${problem.exitCode().status()}"
            }
            journal.append(new Event.RunPaused(8, 'no room', [], false), true)
            Elsewhere.limit(-1)
            journal.close()
            println "holds ${SmallDiskSpec.events(Path.of(arguments[0]))*.class*.simpleName}"
        }
    }

    def "without room for its end an effect is not announced, and the journal is written on with what is left"() {
        expect:
        Elsewhere.plain(NoReserve, folder).said.readLines() == ['exit 8', 'holds [RunStarted, RunPaused]']
    }

    def "why a file can't be used is told in words: #shown"() {
        expect:
        JournalFile.reason(e) == shown

        where:
        e                                                | shown
        new java.nio.file.AccessDeniedException('/x')    | 'permission denied: /x'
        new java.nio.file.NoSuchFileException('/x')      | 'it is not there: /x'
        new IOException('Input/output error')            | 'Input/output error'
        new java.nio.channels.ClosedChannelException()   | 'ClosedChannelException'
    }
}
