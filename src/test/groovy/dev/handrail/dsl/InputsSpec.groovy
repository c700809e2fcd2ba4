package dev.handrail.dsl

import dev.handrail.runbook.Input
import dev.handrail.runbook.Runbook
import spock.lang.Specification
import spock.lang.Unroll

/** Inputs: typed, bounded, known before the first step. */
class InputsSpec extends Specification {
    static final String BOOK = "\nrunbook('x') { section('a') { step('b') { manual \"x \${made}\" } } }"

    private static String made(Runbook runbook) {
        runbook.step('a/b').get().action().instruction().show()
    }

    @Unroll("#declaration given #given")
    def "an input has the type of its default"() {
        when:
        Runbook runbook = Script.of(declaration + BOOK).given(given).runbook()

        then:
        made(runbook) == "x $is"
        runbook.inputs().collect { [it.name(), it.type(), it.description(), it.value(), it.required()] } == [['in', type, 'What for', value, false]]

        where:
        declaration                                                          | given            | is           | type        | value
        "String made = input('in', 'a', 'What for')"                         | [:]              | 'a'          | 'text'      | 'a'
        "String made = input('in', 'a', 'What for')"                         | [in: 'b c']      | 'b c'        | 'text'      | 'b c'
        "int made = input('in', 3, 'What for')"                              | [in: '7']        | '7'          | 'number'    | '7'
        "int made = input('in', 3, 'What for') * 2"                          | [in: '1_000']    | '2000'       | 'number'    | '1000'
        "boolean made = input('in', true, 'What for')"                       | [in: 'no']       | 'false'      | 'yes or no' | 'false'
        "Duration made = input('in', duration('15m'), 'What for')"           | [in: '90s']      | '1m30s'      | 'duration'  | '90s'
        "LocalDate made = input('in', date('2026-12-01'), 'What for')"       | [in: '2027-01-31'] | '2027-01-31' | 'date'    | '2027-01-31'
        "String made = input('in', 'a', 'What for', oneOf: ['a', 'b'])"      | [in: 'b']        | 'b'          | 'text'      | 'b'
        "String made = input('in', 'a', 'What for', matching: ~/[a-c]/)"     | [in: 'c']        | 'c'          | 'text'      | 'c'
    }

    @Unroll("#declaration given #given")
    def "a value that does not fit is a mistake at the declaration"() {
        when:
        def mistakes = Script.of(declaration + BOOK).given(given).mistakes()

        then:
        mistakes*.code() == [code]
        mistakes[0].position().line() == line
        mistakes[0].told().contains(told)

        where:
        declaration                                                      | given         | code    | line | told
        "int made = input('in', 3, 'd')"                                 | [in: 'many']  | 'HR071' | 1    | "'many' was given for input 'in', which is a number"
        "int made = input('in', 3, 'd')"                                 | [in: '99999999999'] | 'HR071' | 1 | 'which is a number'
        "boolean made = input('in', true, 'd')"                          | [in: 'maybe'] | 'HR071' | 1    | 'yes or no'
        "Duration made = input('in', duration('1m'), 'd')"               | [in: 'soon']  | 'HR071' | 1    | 'a duration'
        "LocalDate made = input('in', date('2026-12-01'), 'd')"          | [in: '31.12.2026'] | 'HR071' | 1 | 'a date'
        "String made = input('in', 'a', 'd', oneOf: ['a', 'b'])"         | [in: 'c']     | 'HR071' | 1    | 'give one of: a, b'
        "String made = input('in', 'a', 'd', matching: ~/[a-c]/)"        | [in: 'x']     | 'HR071' | 1    | 'does not match [a-c]'
        "String made = input('in', String, 'd', example: 'acme')"        | [:]           | 'HR070' | 1    | 'add: --set in=acme'
        "int made = input('in', Integer, 'd')"                           | [:]           | 'HR070' | 1    | 'is required and was not given'
        "String made = input('in', 'a', 'd')"                            | [im: 'b']     | 'HR072' | 0    | 'did you mean: in'
        "Duration made = input('in', duration('soon'), 'd')"             | [:]           | 'HR050' | 1    | "'soon' is no duration"
        "LocalDate made = input('in', date('1.1.2026'), 'd')"            | [:]           | 'HR050' | 1    | "'1.1.2026' is no date"
    }

    def "what is proposed in the place of a wrong value could be given: #declaration"() {
        expect:
        Script.of(declaration + BOOK).given([in: 'X Y']).mistakes()[0].told().contains("--set in=$proposed")
        Script.of(declaration + BOOK).given([in: proposed]).runbook()

        where:
        declaration                                               | proposed
        "Duration made = input('in', duration('90s'), 'd')"       | '90s'
        "String made = input('in', 'ab1', 'd', matching: ~/\\w+/)" | 'ab1'
    }

    def "to be read, a required input stands in with its example, its first choice or a sample"() {
        expect:
        made(Script.of(declaration + BOOK).runbook()) == "x $is"

        where:
        declaration                                                   | is
        "String made = input('in', String, 'd', example: 'acme')"     | 'acme'
        "String made = input('in', String, 'd', oneOf: ['p', 'q'])"   | 'p'
        "int made = input('in', Integer, 'd')"                        | '1'
        "LocalDate made = input('in', LocalDate, 'd')"                | '2026-01-01'
        "Duration made = input('in', Duration, 'd')"                  | '1m'
    }

    def "a required input is marked as such"() {
        given:
        Input input = Script.of("String made = input('in', String, 'd', example: 'acme')" + BOOK).given([in: 'x']).runbook().inputs()[0]

        expect:
        [input.required(), input.value(), input.position().line(), input.position().column()] == [true, 'x', 1, 15]
    }

    def "a run is loaded again with the inputs that it kept: #given"() {
        given:
        Script script = Script.of("Duration made = input('in', duration('15m'), 'd')" + BOOK).given(given)
        Runbook first = script.runbook()

        expect:
        first.inputs()[0].value() == kept
        script.given([in: kept]).runbook().digest() == first.digest()

        where:
        given           | kept
        [:]             | '15m'
        [in: '90s']     | '90s'
        [in: '3600s']   | '1h'
        [in: '25h']     | '25h'
        [in: '1500ms']  | '1500ms'
        [in: '14d']     | '14d'
    }

    def "every bad value is told at once"() {
        expect:
        Script.of("int a1 = input('a', 1, 'd')\nint b1 = input('b', 1, 'd')\nString made = input('c', String, 'd')" + BOOK)
            .given([a: 'x', b: 'y', d: 'z']).mistakes()*.code() == ['HR072', 'HR071', 'HR071', 'HR070']
    }
}
