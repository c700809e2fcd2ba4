package dev.handrail.shell.repl

import java.nio.charset.StandardCharsets
import org.jline.terminal.Size
import org.jline.terminal.Terminal
import org.jline.terminal.impl.LineDisciplineTerminal
import spock.lang.Specification

/** Long answers, page by page. */
class PagerSpec extends Specification {
    ByteArrayOutputStream out = new ByteArrayOutputStream()

    private Terminal terminal(String keys) {
        LineDisciplineTerminal terminal = new LineDisciplineTerminal('pages', 'xterm', out, StandardCharsets.UTF_8)
        terminal.size = new Size(80, 10)
        terminal.processInputBytes(keys.bytes)
        terminal
    }

    private static final List<String> LONG = (1..100).collect { "line $it" as String }

    def "what fits the screen is not paged"() {
        given:
        Terminal terminal = terminal('q')

        expect:
        !new Pager(terminal, true).test(LONG.take(3))
        !new Pager(terminal, false).test(LONG)

        cleanup:
        terminal.close()
    }

    def "q leaves the pages"() {
        given:
        Terminal terminal = terminal(' q')

        expect:
        new Pager(terminal, true).test(LONG)
        out.toString().contains('line 9')

        cleanup:
        terminal.close()
    }

    def "Ctrl-C leaves the pages, and nothing else"() {
        given: 'Ctrl-C interrupts whoever waits for a key'
        Terminal terminal = terminal('')
        Thread.currentThread().interrupt()

        expect:
        new Pager(terminal, true).test(LONG)
        !Thread.currentThread().interrupted

        cleanup:
        Thread.interrupted()
        terminal.close()
    }
}
