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
import java.nio.file.attribute.PosixFilePermissions
import java.time.Clock
import java.time.Duration

/** Each record lies on a second disk as soon as it counts; a disk that fails or hangs costs a run little. */
class MirrorSpec extends Specification {
    @TempDir
    Path folder
    Path mirror

    def setup() {
        mirror = Files.createDirectory(folder.resolve('mirror'))
    }

    private Path here() { folder.resolve('runs/r1/journal.jsonl') }

    private Path there() { mirror.resolve('r1/journal.jsonl') }

    private Journal journal(boolean fresh = true) {
        Path run = folder.resolve('runs/r1')
        fresh ? Journal.create(run, 'r1', Clock.systemUTC(), new Redactor())
            : Journal.reopen(run, 'r1', Clock.systemUTC(), new Redactor())
    }

    /** As long as it takes: these disks are slow at worst. */
    private void mirrored(Journal journal, boolean stops) {
        journal.mirror(new Mirrored(new Mirror(here(), mirror, 'r1', Duration.ofSeconds(20)), stops))
    }

    private static void note(Journal journal, String text, boolean sync = true) {
        journal.append(new Event.NoteTaken(text, null, 'ana'), sync)
    }

    private boolean same() {
        Files.mismatch(here(), there()) == -1
    }

    def "a record that is synced is in the mirror before the next thing happens, with those before it"() {
        given:
        Journal journal = journal()
        journal.mirror(mirror, false)

        when:
        note(journal, 'one', false)
        note(journal, 'two')

        then:
        same()
        PosixFilePermissions.toString(Files.getPosixFilePermissions(there())) == 'rw-------'
        PosixFilePermissions.toString(Files.getPosixFilePermissions(there().parent)) == 'rwx------'

        when:
        note(journal, 'three')
        journal.close()

        then:
        same()
        journal.mirrorLacks() == ''
        JournalReader.read(there()).entries().size() == 3
    }

    def "a later session goes on with the mirror, and takes a record away that was cut short in it: #cut bytes"() {
        given:
        Journal first = journal()
        mirrored(first, true)
        3.times { note(first, "note $it") }
        first.close()
        byte[] whole = Files.readAllBytes(there())
        Files.write(there(), Arrays.copyOf(whole, whole.length - cut))

        when:
        Journal second = journal(false)
        mirrored(second, true)
        note(second, 'four')
        second.close()

        then:
        same()

        where:
        cut << [0, 1, 30, 300]
    }

    def "a mirror whose last record was torn otherwise than the journal's follows the journal"() {
        given:
        Journal first = journal()
        mirrored(first, true)
        2.times { note(first, "note $it") }
        first.close()
        there().toFile() << '{"v":1,"torn'

        when:
        Journal second = journal(false)
        mirrored(second, true)
        note(second, 'three')
        second.close()

        then:
        same()
    }

    def "a mirror with records that the journal does not have stops the run before its first record: #stops"() {
        given:
        Journal first = journal()
        mirrored(first, stops)
        3.times { note(first, "note $it") }
        first.close()
        List<String> lines = Files.readAllLines(here())
        Files.writeString(here(), lines.take(2).join('\n') + '\n')
        byte[] kept = Files.readAllBytes(there())

        when:
        Journal second = journal(false)
        mirrored(second, stops)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.what() == "the journal's mirror is not a copy of this journal"
        problem.where() == there().toString()
        Files.readAllBytes(there()) == kept

        cleanup:
        second?.close()

        where:
        stops << [true, false]
    }

    private Rig rig(boolean stops) {
        Rig rig = new Rig(folder.resolve('runs'))
        rig.mirror = { Journal journal -> journal.mirror(new Mirrored(new Mirror(here(), mirror, 'r1', Duration.ofSeconds(20)), stops)) }
        rig.step('a/one', [rig.sql('insert 1')])
        rig.step('a/two', [rig.sql('insert 2')])
        rig
    }

    private static List<String> applied(Rig rig) {
        rig.world.applied.findAll { it.contains('insert') }
    }

    def "a mirror that fails is told once and the run goes on; what is missing is copied when it is back"() {
        given:
        Rig rig = rig(false)
        mirror.toFile().deleteDir()
        rig.onEntry = { Entry e -> if (e.event() instanceof Event.StepPlanned && e.event().step() == 'a/two') Files.createDirectory(mirror) }

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        rig.events(Event.MirrorFailed).size() == 1
        rig.events(Event.MirrorFailed)[0].why().contains('there is no such folder')
        same()
        rig.lacks == ''
    }

    def "a mirror that stays away is told again at the end"() {
        given:
        Rig rig = rig(false)
        mirror.toFile().deleteDir()

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        rig.events(Event.MirrorFailed).size() == 1
        rig.lacks.startsWith("The journal's mirror ${there()} lacks the end of it: there is no such folder")
        !Files.exists(mirror)
    }

    def "with stop nothing is begun without the mirror"() {
        given:
        Rig rig = rig(true)
        mirror.toFile().deleteDir()

        when:
        rig.run()

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
        problem.remedy().contains('onFailure: warn')
        applied(rig) == []
    }

    def "with stop a mirror that is lost on the way stops the run before the next effect is sent, and that is on record"() {
        given:
        Rig rig = rig(true)
        rig.world.trouble['after insert 1;'] = { mirror.toFile().deleteDir() }

        when:
        Ending end = rig.run()

        then:
        end.exit() == ExitCode.JOURNAL
        end.problem().what() == "the journal's mirror does not keep what is written"
        applied(rig) == ['forward insert 1;']
        rig.events(Event.MirrorFailed).size() == 1
        rig.events(Event.EffectFinished).last().state() == 'failed'
        rig.events(Event.EffectFinished).last().why().startsWith('nothing was sent: ')
        rig.events(Event.RunPaused).last().exit() == 8

        when:
        Files.createDirectory(mirror)
        rig.world.trouble.clear()
        end = rig.run()

        then:
        end.exit() == ExitCode.DONE
        applied(rig) == ['forward insert 1;', 'forward insert 2;']
        rig.events(Event.EffectReconciled).empty
        same()
    }

    def "a file of another in the mirror's place is not written to"() {
        given:
        Journal journal = journal()
        mirrored(journal, false)
        note(journal, 'one')
        Files.delete(there())
        Files.createSymbolicLink(there(), Files.createFile(folder.resolve('elsewhere')))

        when:
        note(journal, 'two')
        note(journal, 'three')
        journal.close()

        then:
        Files.size(folder.resolve('elsewhere')) == 0
        journal.mirrorLacks()
        JournalReader.read(here()).entries()*.event().count { it instanceof Event.MirrorFailed } == 1
    }

    /** On a disk that answers only after three seconds. */
    static class Hanging {
        static void main(String[] arguments) {
            Path folder = Path.of(arguments[0])
            Path here = folder.resolve('runs/r1/journal.jsonl')
            Journal journal = Journal.create(folder.resolve('runs/r1'), 'r1', Clock.systemUTC(), new Redactor())
            long begin = System.nanoTime()
            journal.mirror(new Mirrored(new Mirror(here, folder.resolve('mirror'), 'r1', Duration.ofMillis(300)), arguments.length > 1))
            20.times { n -> journal.append(new Event.NoteTaken("note $n", null, 'ana'), true) }
            journal.close()
            println "quick ${System.nanoTime() - begin < 30_000_000_000L}"
            println journal.mirrorLacks()
            println "failed ${JournalReader.read(here).entries()*.event().count { it instanceof Event.MirrorFailed }}"
            System.exit(0)
        }
    }

    @Requires({ Elsewhere.traces() })
    def "a mirror that hangs holds a run up once and at its end, not at each record"() {
        given:
        Files.createDirectory(there().parent)
        Files.createFile(there())

        when:
        Elsewhere ran = Elsewhere.failing('pwrite64:delay_enter=3s', there(), folder.resolve('trace'), Hanging, folder)
        List<String> said = ran.said.readLines()

        then:
        said.contains('quick true')
        said.contains('failed 1')
        said.any { it.contains('lacks the end of it: it did not answer within 300ms') }
    }

    def "who waited in vain does not wait again until the mirror has caught up"() {
        given:
        Journal journal = journal()
        note(journal, 'one')
        long end = Files.size(here())
        mirror.toFile().deleteDir()
        Mirror copying = new Mirror(here(), mirror, 'r1', Duration.ofSeconds(20))

        expect:
        copying.reach(1).get().contains('there is no such folder')

        when:
        Files.createDirectory(mirror)
        copying.reach(2)

        then:
        new spock.util.concurrent.PollingConditions(timeout: 60).eventually { assert Files.size(there()) >= 2 }
        new spock.util.concurrent.PollingConditions(timeout: 60).eventually { assert copying.reach(end).empty }
        same()

        cleanup:
        copying.close()
        journal.close()
    }

    def "an interrupt does not cut the waiting short, and is not lost"() {
        given:
        Journal journal = journal()
        note(journal, 'one')
        Mirror copying = new Mirror(here(), mirror, 'r1', Duration.ofSeconds(20))

        when:
        Thread.currentThread().interrupt()
        Optional<String> failure = copying.reach(Files.size(here()))

        then:
        Thread.interrupted()
        failure.empty
        same()

        cleanup:
        copying.close()
        journal.close()
    }

    def "a name that can't be a folder's is a failure like any other"() {
        given:
        note(journal(), 'one')
        Mirror copying = new Mirror(here(), mirror, 'r\u0000', Duration.ofSeconds(20))

        expect:
        copying.reach(1).present

        cleanup:
        copying.close()
    }

    def "a journal that became shorter than it was is not copied on"() {
        given:
        note(journal(), 'one')
        MirrorFile copying = MirrorFile.open(here(), mirror, 'r1')

        when:
        copying.reach(Files.size(here()) + 1)

        then:
        IOException e = thrown()
        e.message == 'the journal became shorter'

        cleanup:
        copying.close()
    }

    def "a first record that was torn in the mirror is written anew"() {
        given:
        note(journal(), 'one')
        Files.createDirectory(there().parent)
        Files.writeString(there(), begun + 'torn')

        when:
        MirrorFile copying = MirrorFile.open(here(), mirror, 'r1')
        copying.reach(Files.size(here()))

        then:
        same()

        cleanup:
        copying.close()

        where:
        begun << ['', '{"v":1,']
    }
}
