package dev.handrail.shell.out

import spock.lang.Specification

class ColourSpec extends Specification {
    def "#option with #environment, terminal #terminal: #shown"() {
        expect:
        option.shown(environment, terminal) == shown

        where:
        option        | environment                          | terminal | shown
        Colour.AUTO   | [TERM: 'xterm']                      | true     | true
        Colour.AUTO   | [:]                                  | true     | false
        Colour.AUTO   | [TERM: '']                           | true     | false
        Colour.AUTO   | [:]                                  | false    | false
        Colour.AUTO   | [NO_COLOR: '1']                      | true     | false
        Colour.AUTO   | [NO_COLOR: '', TERM: 'xterm']        | true     | true
        Colour.AUTO   | [FORCE_COLOR: '1']                   | false    | true
        Colour.AUTO   | [FORCE_COLOR: '0']                   | true     | false
        Colour.AUTO   | [NO_COLOR: '1', FORCE_COLOR: '1']    | true     | false
        Colour.AUTO   | [TERM: 'dumb']                       | true     | false
        Colour.AUTO   | [CI: 'true']                         | true     | false
        Colour.AUTO   | [CI: 'false', TERM: 'xterm']         | true     | true
        Colour.ALWAYS | [NO_COLOR: '1', TERM: 'dumb']        | false    | true
        Colour.NEVER  | [FORCE_COLOR: '1']                   | true     | false
    }

    def "what is printed can't move a cursor or change a colour by itself"() {
        expect:
        new Line().add('a\033[31mb').bold('c\u202Ed').show(true) == 'a\\x1b[31mb\033[1mc\\u202ed\033[0m'
        new Line().add('a\033[31mb').show(false) == 'a\\x1b[31mb'
    }
}
