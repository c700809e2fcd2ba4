package dev.handrail.shell.person

import static dev.handrail.shell.person.Keyboard.Press.Kind

import spock.lang.Specification

class KeyReaderSpec extends Specification {
    /** Characters as they lie ready: all at once. */
    static class Lying implements KeyReader.Source {
        final Deque<Integer> left = new ArrayDeque<>()

        int read(long millis) { left.empty ? -2 : left.poll() }

        boolean more() { !left.empty }
    }

    private static List<Keyboard.Press> presses(String typed) {
        Lying source = new Lying()
        typed.chars().forEach { source.left.add(it) }
        KeyReader reader = new KeyReader(source)
        List<Keyboard.Press> presses = []
        while (source.more()) {
            presses << reader.press(source.read(0))
        }
        presses
    }

    def "#typed.inspect() is #kind"() {
        expect:
        presses(typed)*.kind() == [kind]

        where:
        typed       | kind
        'y'         | Kind.CHARACTER
        '\r'        | Kind.ENTER
        '\n'        | Kind.ENTER
        '\003'      | Kind.INTERRUPT
        '\004'      | Kind.END
        '\177'      | Kind.ERASE
        '\025'      | Kind.ERASE_LINE
        '\032'      | Kind.OTHER
        '\033'      | Kind.OTHER
        '\033[A'    | Kind.OTHER
        '\033[1;5y' | Kind.OTHER
        '\033[a'    | Kind.OTHER
        '\033Oy'    | Kind.OTHER
        '\033[15~'  | Kind.OTHER
        '\033y'     | Kind.OTHER
        '\033[M !y' | Kind.OTHER
        '\033[<0;10;20M' | Kind.OTHER
        '\033[<0;10;20m' | Kind.OTHER
        '\033[I'    | Kind.OTHER
        '\033[?1;2c' | Kind.OTHER
        '\033]11;rgb:ffff/y\007' | Kind.OTHER
        '\033]11;rgb:ffff/y\033\\' | Kind.OTHER
        '\033P1$r0y\033\\' | Kind.OTHER
    }

    def "bracketed paste is one press, whatever is in it"() {
        expect:
        presses('\033[200~y\nq\033[201~') == [Keyboard.Press.pasted('y\nq')]
    }

    def "a paste that is cut off is still a paste"() {
        expect:
        presses('\033[200~yes') == [Keyboard.Press.pasted('yes')]
    }

    def "a key is alone only where nothing lies before and behind it: #typed.inspect()"() {
        expect:
        presses(typed)*.alone() == alone

        where:
        typed       | alone
        'y'         | [true]
        'yn'        | [false, false]
        'copy'      | [false, false, false, false]
        '\ry'       | [false, false]
        '\033[Ay'   | [true, false]
        '\033[200~x\033[201~y' | [false, false]
    }

    def "what came before a question does not spoil the first key that answers it"() {
        given:
        Lying source = new Lying()
        KeyReader reader = new KeyReader(source)
        'xy'.chars().forEach { source.left.add(it) }
        reader.press(source.read(0))

        when:
        source.left.clear()
        reader.fresh()

        then:
        reader.press('y' as char as int).alone()
    }
}
