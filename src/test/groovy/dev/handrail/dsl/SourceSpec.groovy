package dev.handrail.dsl

import dev.handrail.dsl.mistake.Mistake
import dev.handrail.dsl.mistake.Mistakes
import dev.handrail.problem.ExitCode
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

import java.nio.file.Files
import java.nio.file.Path

/** A file that can't be a runbook, and why. */
class SourceSpec extends Specification {
    static final String BOOK = "runbook('x', 'X') {\n  section('a', 'A') { step('b', 'B') { manual 'ä' } }\n}\n"

    @TempDir
    Path folder

    private Mistake refused(byte[] bytes) {
        Path file = folder.resolve('book.groovy')
        Files.write(file, bytes)
        refused(file)
    }

    private static Mistake refused(Path file) {
        try {
            new Loader(null).load(file, [:], Mode.CHECK)
            return null
        } catch (Mistakes e) {
            assert e.all().size() == 1
            return e.all()[0]
        }
    }

    def "each kind of file that is no runbook has a message of its own"() {
        expect:
        with(refused(bytes)) {
            it.code() == code
            it.what().contains(what)
        }

        where:
        bytes                                            | code    | what
        new byte[0]                                      | 'HR002' | 'is empty'
        '  \n\n'.bytes                                   | 'HR002' | 'is empty'
        [0x7f, 0x45, 0x4c, 0x46, 0, 1] as byte[]         | 'HR003' | 'binary'
        'runbook("x\u0000")'.getBytes('UTF-8')           | 'HR003' | 'binary'
        "runbook('x') {\n  // \u00e4".getBytes('LATIN1') | 'HR004' | 'not UTF-8: byte 0xe4'
        BOOK.getBytes('UTF-16')                          | 'HR003' | 'binary'
        (' ' * ((5 << 20) + 1)).bytes                    | 'HR005' | 'larger than 5 MB'
        ("step('a')\n" * 2001).bytes                     | 'HR005' | 'writes 2001 steps'
        "runbook('x\u202e')".getBytes('UTF-8')           | 'HR006' | 'invisible character \\u202e'
        "runbook('x\u001b[31m')".getBytes('UTF-8')       | 'HR006' | 'invisible character \\x1b'
    }

    def "a byte that is not UTF-8 has its place"() {
        expect:
        with(refused("runbook('x') {\n  // ab\u00e4".getBytes('LATIN1')).position()) { [line(), column()] == [2, 8] }
    }

    def "a byte order mark and Windows line ends are simply read"() {
        given:
        Path file = folder.resolve('book.groovy')
        Files.write(file, ('\ufeff' + BOOK.replace('\n', '\r\n')).getBytes('UTF-8'))

        when:
        def step = new Loader(null).load(file, [:], Mode.RUN).runbook().step('a/b').get()

        then:
        step.action().instruction().show() == 'ä'
        [step.position().line(), step.position().column()] == [2, 23]
    }

    def "text over several lines has plain line ends, whatever the file has"() {
        given:
        Path file = folder.resolve('book.groovy')
        Files.write(file, "runbook('x') { section('a') { step('b') { manual '''one\r\ntwo''' } } }".getBytes('UTF-8'))

        expect:
        new Loader(null).load(file, [:], Mode.RUN).runbook().step('a/b').get().action().instruction().show() == 'one\ntwo'
    }

    def "a file that is not there names its neighbour"() {
        given:
        Files.writeString(folder.resolve('shop.groovy'), BOOK)

        expect:
        with(refused(folder.resolve('shpo.groovy'))) {
            it.code() == 'HR001'
            it.near() == 'shop.groovy'
        }
        refused(folder.resolve('nowhere/at-all.groovy')).what() == 'there is no such file'
        refused(folder).what().contains('a folder')
    }

    @Timeout(60)
    def "a pipe that nobody writes to, and a device that never ends, are refused at once"() {
        given:
        Path pipe = folder.resolve('pipe.groovy')
        assert new ProcessBuilder('mkfifo', "$pipe").start().waitFor() == 0

        expect:
        refused(pipe).what() == 'this is a pipe or a device, not a file'
        refused(Path.of('/dev/zero')).what() == 'this is a pipe or a device, not a file'
    }

    def "a file that can't be read is told with the reason"() {
        expect: 'for root too, whom no permission stops'
        refused(Path.of('/proc/self/mem')).what().startsWith("the file can't be read")
    }

    def "mistakes are a problem with exit code 2"() {
        given:
        Path file = folder.resolve('book.groovy')
        Files.writeString(file, 'runbok {}\nfoo {}')

        when:
        new Loader(null).load(file, [:], Mode.RUN)

        then:
        Mistakes e = thrown()
        e.toProblem().exitCode() == ExitCode.WRONG
        e.toProblem().what().startsWith('2 mistakes')
        e.toProblem().why().contains('HR020')
    }

    def "the largest file that is allowed is read in time"() {
        given:
        Path file = folder.resolve('book.groovy')
        Files.writeString(file, BOOK + ('// ' + 'x' * 97 + '\n') * 50_000)

        expect:
        new Loader(null).load(file, [:], Mode.RUN).runbook().name() == 'x'
    }
}
