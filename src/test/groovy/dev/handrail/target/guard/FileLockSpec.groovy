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

    private Path file() {
        folder.resolve('locks/prod-shop_v2_x.lock')
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

    def "a note that says nothing names nobody, and is left alone: #note"() {
        given:
        Files.createDirectories(file().parent)
        Files.writeString(file(), note)

        expect:
        lock.openRun('run-a').empty
        lock.release('run-a')
        Files.readString(file()) == note

        where:
        note << ['', '[1]', '{"run":']
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
