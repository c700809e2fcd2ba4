package dev.handrail.json

import spock.lang.Specification

class JsonSpec extends Specification {
    def "#text is read as #value"() {
        expect:
        Json.read(text) == value
        value == null || type.isInstance(Json.read(text))

        where:
        text                     | value                                  | type
        '1'                      | 1L                                     | Long
        '-9007199254740993'      | -9007199254740993L                     | Long
        '123456789012345678901'  | 123456789012345678901G                 | BigDecimal
        '0.01'                   | 0.01d                                  | Double
        '0.1234567890123456789'  | 0.1234567890123456789G                 | BigDecimal
        '"a\\u00e9\\n"'          | 'aé\n'                                 | String
        'true'                   | true                                   | Boolean
        'null'                   | null                                   | Object
        '[1,[],{}]'              | [1L, [], [:]]                          | ArrayList
        '{"b":1,"a":{"c":null}}' | [b: 1L, a: [c: null]]                  | LinkedHashMap
    }

    def "a fraction is written as Java writes it, and read back as it was: #number"() {
        expect:
        Json.write(number) == Double.toString(number)
        Json.read(Json.write(number)) == number

        where:
        number << [1d, 100d, -3d, 0d, 2.5d, 0.001d, 9_999_999d, -9_999_999d, 10_000_000d, 12_345_678d, 1e300d]
    }

    def "what is written is one line and reads back as it was"() {
        given:
        Map document = [z: 'line\nnext "quoted" \u001b[31m', a: [1L, 2.5d, 12345678901234567890G, null, true], 'ключ': [:]]

        when:
        String line = Json.write(document)

        then:
        !line.contains('\n')
        !line.contains('\u001b')
        Json.read(line) == document
        (Json.read(line) as Map).keySet() as List == ['z', 'a', 'ключ']
    }

    def "what JSON has no form for is written as text"() {
        expect:
        Json.write([Double.NaN, Double.POSITIVE_INFINITY, java.time.Duration.ofSeconds(5)]) == '["NaN","Infinity","PT5S"]'
    }

    def "#text is refused with its place"() {
        when:
        Json.read(text)

        then:
        Json.NotJson refused = thrown()
        refused.message.contains(told)

        where:
        text         | told
        ''           | 'no text'
        '{"a":1'     | 'line 1'
        '{"a":\n x}' | 'line 2'
        '1 2'        | 'more text follows'
        '<html>'     | 'column'
        '[1,]'       | 'line 1'
    }

    def "#path finds #found"() {
        given:
        Object document = Json.read('{"a":{"b":[{"c":7},{"c":[1,2]}]},"n":null,"a b":"x","t":false}')

        expect:
        JsonPath.parse(path).get().in(document).orElse(null) == found

        where:
        path          | found
        '$.a.b[0].c'  | '7'
        '$.a.b[1].c'  | '[1,2]'
        '$.a.b[2].c'  | null
        '$.a.x'       | null
        '$.a.b.c'     | null
        '$.n'         | null
        "\$['a b']"   | 'x'
        '$.t'         | 'false'
        '$.a.b[0]'    | '{"c":7}'
    }

    def "#text is no path"() {
        expect:
        JsonPath.parse(text).empty

        where:
        text << ['', 'a.b', '$.', '$a', '$.a[x]', '$.a..b', '$.a b', '$[0']
    }

    def "a path is its text, and what can't be seen is an escape that reads back"() {
        expect:
        Json.write([at: java.nio.file.Path.of('a/b')]) == '{"at":"a/b"}'
        !(Json.write(hidden) =~ /[^\x20-\x7e]/)
        Json.read(Json.write(hidden)) == hidden

        where:
        hidden << ['\u001b[2J', '\u009b', '\u007f', '\u202e', '\u200b', '\ufeff', new String(Character.toChars(0xe0041))]
    }
}
