package dev.handrail.target.guard

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Guard.Holder
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class FileLockSpec extends Specification {
    @TempDir
    Path folder
    @AutoCleanup
    FileLock lock

    def setup() {
        lock = new FileLock(folder.resolve('locks'), 'prod-shop v2/x')
    }

    private Path note() {
        folder.resolve('locks/prod-shop_v2_x.run')
    }

    private static Holder holder(String run) {
        new Holder(run, 'shop', 'ana', 'ops1', '2026-11-21T02:00:11Z')
    }

    /** Another process that takes the lock. */
    static class Other {
        static void main(String[] arguments) {
            try {
                new FileLock(Path.of(arguments[0]), 'prod-shop v2/x').take(holder('run-b'))
            } catch (Problem problem) {
                println problem.why()
                System.exit(problem.exitCode().status())
            }
        }
    }

    def "another process is kept out and told who has it, until it is given back"() {
        given:
        lock.take(holder('run-a'))

        when:
        Process other = second()

        then:
        other.inputStream.text.trim() == 'run run-a of shop, by ana since 2026-11-21T02:00:11Z'
        other.waitFor() == ExitCode.HELD.status()

        when:
        lock.close()

        then:
        second().waitFor() == 0
    }

    private Process second() {
        String java = Path.of(System.getProperty('java.home'), 'bin', 'java')
        new ProcessBuilder(java, '-XX:TieredStopAtLevel=1', '-cp', System.getProperty('java.class.path'), Other.name,
            folder.resolve('locks').toString()).redirectErrorStream(true).start()
    }

    /** Another process that has it until it is told to end. */
    static class Has {
        static void main(String[] arguments) {
            FileLock lock = new FileLock(Path.of(arguments[0]), 'prod-shop v2/x')
            lock.take(holder('run-b'))
            println 'has it'
            System.in.read()
            lock.close()
        }
    }

    def "what another process has is not taken from it"() {
        given:
        String java = Path.of(System.getProperty('java.home'), 'bin', 'java')
        Process has = new ProcessBuilder(java, '-XX:TieredStopAtLevel=1', '-cp', System.getProperty('java.class.path'), Has.name,
            folder.resolve('locks').toString()).start()
        assert has.inputStream.newReader().readLine() == 'has it'

        when:
        lock.take(holder('run-a'))

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.HELD
        problem.why().startsWith('run run-b of shop')

        when:
        has.outputStream.close()
        has.waitFor()
        lock.take(holder('run-a'))

        then:
        noExceptionThrown()

        cleanup:
        has.destroyForcibly()
    }

    def "a lock that was never taken, or was given back, is not held"() {
        when:
        if (before) {
            lock.take(holder('run-a'))
            lock.close()
            lock.close()
        }
        lock.verify()

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.HELD

        where:
        before << [false, true]
    }

    def "a note that says nothing names nobody, and is left alone: #text"() {
        given:
        Files.createDirectories(note().parent)
        Files.writeString(note(), text)

        expect:
        lock.openRun('run-a').empty
        lock.release('run-a')
        Files.readString(note()) == text

        where:
        text << ['', '[1]', '{"run":']
    }

    def "the note of an open run goes with that run alone"() {
        given:
        lock.take(holder('run-a'))

        expect:
        lock.openRun('run-a').empty
        lock.openRun('run-b').get() == holder('run-a')

        when:
        lock.release('run-b')

        then:
        lock.openRun('run-b').present

        when:
        lock.release('run-a')

        then:
        lock.openRun('run-b').empty
        lock.marks('run-a') == []
    }

    def "a place that can't hold it is told: exit 8"() {
        given:
        Files.writeString(folder.resolve('locks'), 'a file')

        when:
        lock.take(holder('run-a'))

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.JOURNAL
    }
}
