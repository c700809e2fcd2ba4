package dev.handrail.terminal

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import spock.util.concurrent.PollingConditions

/**
 * A person's session at a terminal: a shell that survives what ends the program in it, and writes down how the program
 * ended and what the terminal was like before and after. The session's first process does not survive: with it the
 * system tells the others that the terminal is gone.
 */
class Sitting implements Closeable {
    static final PollingConditions SOON = new PollingConditions(timeout: 60, delay: 0.02)

    final Path folder
    final PseudoTerminal terminal
    private final Path notes

    /** @param line what the shell runs; {@code $HANDRAIL} is the program */
    Sitting(Path folder, String line, Map<String, String> environment = [:]) {
        this.folder = folder
        notes = Files.createTempDirectory(folder, 'sitting')
        String shell = "set -m; (trap : HUP INT TERM QUIT; stty -a >$notes/before; $line\necho \$? >$notes/status.new; " +
            "stty -a >$notes/after 2>&1; mv $notes/status.new $notes/status)"
        Map<String, String> all = [HANDRAIL_HOME: folder.resolve('home').toString(),
                                   HANDRAIL: new File('shell/handrail').absolutePath] + environment
        terminal = new PseudoTerminal(['bash', '-c', shell], all, folder.toFile())
    }

    /** The program's exit status, once it has ended, whether its terminal is still there or not. */
    int ended() {
        SOON.eventually {
            assert Files.exists(notes.resolve('status')): terminal.screen()
        }
        Files.readString(notes.resolve('status')).strip() as int
    }

    /** What is not as it was at the terminal, as {@code stty -a} tells it. */
    Map<String, String> modesChanged() {
        ended()
        List<List<String>> lines = ['before', 'after'].collect { Files.readString(notes.resolve(it)).split(/[;\s]*[;\n][;\s]*|(?<=\w) (?=-?\w+( |\n))/) as List }
        lines[0] == lines[1] ? [:] : [before: (lines[0] - lines[1]).join(' '), after: (lines[1] - lines[0]).join(' ')]
    }

    /** The running program itself. */
    ProcessHandle program() {
        ProcessHandle found = null
        SOON.eventually {
            found = terminal.process.descendants().filter { it.info().command().orElse('').endsWith('/java') }.findFirst().orElse(null)
            assert found
        }
        found
    }

    void signal(String name) {
        assert new ProcessBuilder('kill', '-s', name, "${program().pid()}").start().waitFor() == 0
    }

    /** Told to end, again and again until it has ended. */
    void terms() {
        ProcessHandle program = program()
        SOON.eventually {
            new ProcessBuilder('kill', '-s', 'TERM', "${program.pid()}").start().waitFor()
            assert !program.alive: terminal.screen()
        }
    }

    /** The terminal is gone at once, as when ssh is cut: nobody has time to say anything. */
    void cut() {
        terminal.process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)
    }

    void close() {
        terminal.process.descendants().forEach { it.destroyForcibly() }
        terminal.close()
    }
}
