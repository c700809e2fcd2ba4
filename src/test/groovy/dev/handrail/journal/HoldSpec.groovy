package dev.handrail.journal

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.text.Redactor
import java.nio.channels.FileChannel
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import java.time.Clock
import spock.lang.Specification
import spock.lang.TempDir

/** One process at a time works on a run, whoever reads its journal meanwhile. */
class HoldSpec extends Specification {
    @TempDir
    Path folder

    /** Another process asks. */
    static class Probe {
        static void main(String[] arguments) {
            System.exit(Journal.isHeld(Path.of(arguments[0])) ? 5 : 0)
        }
    }

    private int asked() {
        Elsewhere.plain(Probe, folder).exit
    }

    private Journal journal(boolean fresh) {
        fresh ? Journal.create(folder, 'r1', Clock.systemUTC(), new Redactor())
            : Journal.reopen(folder, 'r1', Clock.systemUTC(), new Redactor())
    }

    def "a journal stays held while its own process reads it, and is free once it is closed"() {
        given:
        journal(true).close()

        when:
        Journal journal = journal(false)
        JournalReader.read(folder.resolve(Journal.FILE))

        then:
        asked() == 5

        when:
        journal.close()

        then:
        asked() == 0
    }

    def "the same process does not open a run twice either"() {
        given:
        Journal first = journal(true)

        when:
        journal(false)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.HELD
        Journal.isHeld(folder)

        cleanup:
        first.close()
    }

    /** Another process wants to go on with the run. */
    static class Second {
        static void main(String[] arguments) {
            try {
                Journal.reopen(Path.of(arguments[0]), 'r1', Clock.systemUTC(), new Redactor())
            } catch (Problem problem) {
                println problem.told()
                System.exit(problem.exitCode().status())
            }
        }
    }

    def "a second process is told who is at work: process, machine, since when"() {
        given:
        Journal journal = journal(true)

        when:
        Elsewhere second = Elsewhere.plain(Second, folder)
        String said = second.said

        then:
        second.exit == 5
        said.contains("process ${ProcessHandle.current().pid()} on ${Here.host().get()} since 20")
        said.contains("handrail status ${folder.fileName} --follow")

        cleanup:
        journal.close()
    }

    /** Another process that asks, and takes its time. */
    static class Asks {
        static void main(String[] arguments) {
            FileChannel channel = FileChannel.open(Path.of(arguments[0], Hold.FILE), StandardOpenOption.READ)
            channel.lock(0, Long.MAX_VALUE, true)
            println 'asking'
            System.in.read()
        }
    }

    def "who only asks whether it is held does not keep anybody out"() {
        given:
        journal(true).close()
        String java = Path.of(System.getProperty('java.home'), 'bin', 'java')
        Process asks = new ProcessBuilder(java, '-XX:TieredStopAtLevel=1', '-cp', System.getProperty('java.class.path'),
            Asks.name, folder.toString()).start()
        assert asks.inputStream.newReader().readLine() == 'asking'

        when:
        Thread.startDaemon { asks.outputStream.close() }
        Journal second = journal(false)

        then:
        noExceptionThrown()

        cleanup:
        second?.close()
        asks.destroyForcibly()
    }

    def "a note that was never finished hides nothing but who it is"() {
        given:
        journal(true).close()
        FileChannel other = FileChannel.open(folder.resolve(Hold.FILE), StandardOpenOption.WRITE)
        other.truncate(0)
        other.write(java.nio.ByteBuffer.wrap(note.bytes))

        expect:
        Hold.who(note) == ''

        cleanup:
        other.close()

        where:
        note << ['', '{"pid":', '[1]']
    }

    def "a journal that can't be opened is not held afterwards"() {
        when:
        journal(false)

        then:
        thrown(Problem)
        !Journal.isHeld(folder)
    }

    def "a lock that can't be looked at is nobody's"() {
        given:
        java.nio.file.Files.createSymbolicLink(folder.resolve(Hold.FILE), folder.resolve(Hold.FILE))

        expect:
        !Journal.isHeld(folder)

        when:
        java.nio.file.Files.delete(folder.resolve(Hold.FILE))
        java.nio.file.Files.createDirectory(folder.resolve(Hold.FILE))

        then:
        !Journal.isHeld(folder)

        when:
        journal(true)

        then:
        thrown(Problem)
        !Journal.isHeld(folder)
    }
}
