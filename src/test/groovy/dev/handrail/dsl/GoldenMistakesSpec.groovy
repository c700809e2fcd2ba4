package dev.handrail.dsl

import dev.handrail.dsl.mistake.Mistake
import dev.handrail.shell.out.Told
import groovy.transform.Memoized
import spock.lang.Specification

/**
 * Mistakes as authors read them, word by word: {@code src/test/resources/dev/handrail/dsl/mistakes}. Written anew with
 * {@code -Dhandrail.golden=write}; then read them as somebody who never saw the code. Long lists of words are left out:
 * each new word would change them.
 */
class GoldenMistakesSpec extends Specification {
    static final File FOLDER = new File('src/test/resources/dev/handrail/dsl/mistakes')
    static final boolean WRITE = System.getProperty('handrail.golden') == 'write'
    private static final String MARK = '>>>\n'

    /** A case: its title, its script, and what is told of it. */
    static List<Map<String, String>> cases(File file) {
        file.getText('UTF-8').split(/(?m)^### /).findAll { it }.collect { one ->
            int end = one.indexOf('\n')
            String rest = one.substring(end + 1)
            int mark = rest.indexOf(MARK)
            String script = mark < 0 ? rest : rest.substring(0, mark)
            [title: one.substring(0, end), script: script, told: mark < 0 ? '' : rest.substring(mark + MARK.size())]
        }
    }

    @Memoized
    static List<Mistake> mistakes(String script) {
        String words = script.substring(5).replaceAll(/\n\z/, '').replaceFirst('^ ', '').replace('<U+202E>', '\u202e')
        String text = script.startsWith('file:') ? words : """runbook('shop', 'The shop') {
  database 'main'
  cache 'permissions'
  service 'api'
  section('a', 'A') {
    step('first', 'First') { http { get '/first'; capture 'id', '\$.id' } }
    step('b', 'B') {
      $words
    }
  }
}
"""
        Script.of(text).mistakes()
    }

    static String told(List<Mistake> mistakes) {
        mistakes*.told().join('\n').replaceAll(/--> .*book\.groovy/, '--> shop.groovy').replaceAll(/\/tmp\/\S+?\/script\d+/, '/runbooks')
            .replaceAll(/allowed here: .*\n.*\(\d+ in all\)/, 'allowed here: … in two lines') + '\n'
    }

    def "what is told in #file.name stands there word by word"() {
        given:
        List<Map<String, String>> all = cases(file)
        List<String> now = all.collect { told(mistakes(it.script)) }

        when:
        if (WRITE) {
            file.setText(all.withIndex().collect { one, i -> "### ${one.title}\n${one.script}$MARK${now[i]}" }.join(''), 'UTF-8')
        }

        then:
        WRITE || [all*.title, now].transpose() == [all*.title, all*.told].transpose()

        where:
        file << FOLDER.listFiles().sort()
    }

    def "programs are told the same, with all the words that are allowed"() {
        expect:
        FOLDER.listFiles().collectMany { cases(it) }.collectMany { mistakes(it.script) }.every { Mistake m ->
            Map record = Told.record(m)
            record.code == m.code() && record.what == m.what() && record.fix == m.fix() && record.near == m.near() &&
                (record.allowed ?: []) == m.allowed() && record.source == m.line() &&
                [record.line, record.column, record.length] == [m.position().line(), m.position().column(), m.length()]
        }
    }

    def "there are many kinds, and each is told briefly, with a fix and without our own names"() {
        given:
        List<Map<String, String>> all = FOLDER.listFiles().collectMany { cases(it) }
        List<List<Mistake>> told = all.collect { mistakes(it.script) }

        expect:
        all.size() >= 60
        told.flatten()*.code().unique().size() >= 35
        [all*.title, told].transpose().findAll { it[1].empty } == []
        told.flatten().findAll { it.told().readLines().size() > 8 } == []
        told.flatten().findAll { it.told() =~ /dev\.handrail|groovy\.lang|java\.lang|Exception|Closure|Dsl\b/ } == []
        told.flatten().findAll { it.fix().empty } == []
    }
}
