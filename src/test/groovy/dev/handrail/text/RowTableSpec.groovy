package dev.handrail.text

import spock.lang.Specification

class RowTableSpec extends Specification {
    def "rows stand in columns under their names, as psql shows them"() {
        expect:
        new RowTable([['pid', 'state'], ['7', 'active'], ['12', RowTable.written(null)]], 2).lines(80) == [
            ' pid | state',
            '-----+-------',
            ' 7   | active',
            ' 12  | NULL',
            '(2 rows)']
    }

    def "what is cut says so: a long value, a wide row, more rows than are kept"() {
        when:
        List<String> lines = new RowTable([['a', 'b'], ['x' * 100, 'y' * 100]], 5).lines(50)

        then:
        lines.every { it.length() <= 50 }
        lines[2] ==~ / x{39}… \| y{5}…/
        lines[3] == '(1 of 5 rows)'
    }

    def "a value can't break the table or the screen: #value"() {
        when:
        List<String> lines = new RowTable([['v'], [value]], 1).lines(80)

        then:
        lines.size() == 4
        lines.every { it.chars().noneMatch { c -> Character.isISOControl(c) || c == 0x202e } }

        where:
        value << ['a\nb', 'a\tb', '\033[2J', '\u0085', '\u202eevil', '\r', '\u0000']
    }

    def "without rows there is no table"() {
        expect:
        new RowTable([], 0).lines(80).empty
    }
}
