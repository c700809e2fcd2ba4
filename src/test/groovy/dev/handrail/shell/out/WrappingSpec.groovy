package dev.handrail.shell.out

import dev.handrail.text.Redactor
import dev.handrail.text.Secret
import spock.lang.Specification

class WrappingSpec extends Specification {
    ByteArrayOutputStream printed = new ByteArrayOutputStream()
    PrintStream stream = new PrintStream(printed, true, 'UTF-8')
    Redactor redactor = new Redactor()
    Console console = new Console(stream, stream, redactor, false, false)

    def "a line that is too long goes on below, set in further"() {
        when:
        console.say(Line.of('    rollback: ').bold('drop the partitions that it created where they are empty'), 50)

        then:
        printed.toString('UTF-8').readLines() == ['    rollback: drop the partitions that it created', '        where they are empty']
    }

    def "a narrow screen is not written beyond, however deep a line begins"() {
        when:
        console.say(Line.of(' ' * 10 + 'why:  ' + 'division by zero ' * 4), 40)

        then:
        printed.toString('UTF-8').readLines().every { it.length() <= 40 }
    }

    def "no line is made of the blanks that end one"() {
        when:
        console.say(Line.of('[1/3] ').column('a/open', 12, Line.Look.BOLD).column('done', 11, Line.Look.GOOD).column('68ms', 6, Line.Look.PLAIN).add(''), 40)

        then:
        printed.toString('UTF-8').readLines()*.stripTrailing() == ['[1/3] a/open        done         68ms']
    }

    def "nothing is lost of #text"() {
        when:
        console.say(Line.of('  ' + text), 50)

        then:
        List<String> lines = printed.toString('UTF-8').readLines()
        lines.every { it.length() <= 50 }
        lines*.strip().join('').replace(' ', '') == text.replace(' ', '')

        where:
        text << ['short', 'x' * 50, 'x' * 49 + ' y', 'a ' * 80, "begin ${'y' * 130} end".toString(), '']
    }

    def "a secret is masked before a line is broken in the middle of it"() {
        given:
        redactor.learn(new Secret('token', 'abcdefgh ijklmnop qrstuvwx'))

        when:
        console.say(Line.of('  the answer was: abcdefgh ijklmnop qrstuvwx'), 34)

        then:
        !printed.toString('UTF-8').contains('abcdefgh')
        printed.toString('UTF-8').contains('<secret')
    }
}
