package dev.handrail.journal

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.text.Redactor
import java.nio.file.Path
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
        String java = Path.of(System.getProperty('java.home'), 'bin', 'java')
        new ProcessBuilder(java, '-XX:TieredStopAtLevel=1', '-cp', System.getProperty('java.class.path'), Probe.name,
            folder.toString()).inheritIO().start().waitFor()
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

    def "a journal that can't be opened is not held afterwards"() {
        when:
        journal(false)

        then:
        thrown(Problem)
        !Journal.isHeld(folder)
    }
}
