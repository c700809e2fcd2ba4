package dev.handrail.text

import dev.handrail.problem.Position
import spock.lang.Specification

import java.time.Duration

class PlainTextSpec extends Specification {
    def "#written is #duration"() {
        expect:
        Durations.parse(written) == duration

        where:
        written        || duration
        '500ms'        || Optional.of(Duration.ofMillis(500))
        '30s'          || Optional.of(Duration.ofSeconds(30))
        ' 5 m '        || Optional.of(Duration.ofMinutes(5))
        '2h'           || Optional.of(Duration.ofHours(2))
        '30d'          || Optional.of(Duration.ofDays(30))
        '999999999d'   || Optional.of(Duration.ofDays(999999999))
        '5'            || Optional.empty()
        '-5s'          || Optional.empty()
        '1.5h'         || Optional.empty()
        '5 minutes'    || Optional.empty()
        ''             || Optional.empty()
        '9999999999s'  || Optional.empty()
    }

    def "#ms milliseconds are shown as #shown"() {
        expect:
        Durations.show(Duration.ofMillis(ms)) == shown

        where:
        ms                        || shown
        0                         || '0ms'
        999                       || '999ms'
        1000                      || '1s'
        1949                      || '1.9s'
        59_999                    || '59.9s'
        60_000                    || '1m'
        140_000                   || '2m20s'
        3_900_000                 || '1h05m'
        2 * 86_400_000L           || '2d'
        76 * 3_600_000L           || '3d4h'
    }

    def "#written are #bytes bytes"() {
        expect:
        Sizes.parse(written) == bytes

        where:
        written          || bytes
        '512B'           || OptionalLong.of(512)
        '1kB'            || OptionalLong.of(1024)
        '512 MB'         || OptionalLong.of(512L << 20)
        '2gb'            || OptionalLong.of(2L << 30)
        '1TB'            || OptionalLong.of(1L << 40)
        '999999999999TB' || OptionalLong.empty()
        '2'              || OptionalLong.empty()
        '1.5GB'          || OptionalLong.empty()
    }

    def "#bytes bytes are shown as #shown"() {
        expect:
        Sizes.show(bytes) == shown

        where:
        bytes            || shown
        0                || '0 bytes'
        1023             || '1023 bytes'
        1536             || '1.5 kB'
        150L << 20       || '150 MB'
        5L << 40         || '5.0 TB'
    }

    def "nothing from outside moves the cursor, changes a colour or turns the reading order: #text"() {
        expect:
        Escape.line(text) == line
        Escape.lines(text) == lines

        where:
        text                       || line                        | lines
        'plain äöü 字 🙂'           || 'plain äöü 字 🙂'             | 'plain äöü 字 🙂'
        'a\u001b[31mb'             || 'a\\x1b[31mb'               | 'a\\x1b[31mb'
        'a\u009bb'                 || 'a\\x9bb'                   | 'a\\x9bb'
        'a\nb\tc'                  || 'a\\nb\\tc'                 | 'a\nb\tc'
        'a\rb'                     || 'a\\rb'                     | 'a\\rb'
        'a\u202eb'                 || 'a\\u202eb'                 | 'a\\u202eb'
        'a\u200bb\ufeff'           || 'a\\u200bb\\ufeff'          | 'a\\u200bb\\ufeff'
        'a\u2067b'                 || 'a\\u2067b'                 | 'a\\u2067b'
        'a\uDB40\uDC41'            || 'a\\U000e0041'              | 'a\\U000e0041'
        'a\u00adb\u180e'           || 'a\\xadb\\u180e'            | 'a\\xadb\\u180e'
        'half \ud83d a pair'       || 'half \\ud83d a pair'       | 'half \\ud83d a pair'
        'sale \u0600 12'           || 'sale \u0600 12'            | 'sale \u0600 12'
    }

    def "a secret is masked in each of its forms: #text"() {
        given:
        Redactor redactor = new Redactor()
        redactor.learn(new Secret('api-token', 'p@ss "w/d\\'))
        redactor.learn(new Secret('key', '-----BEGIN KEY-----\nMIIEvQIBADANBg\n}\n-----END KEY-----'))
        redactor.learn(new Secret('blank', ' '))

        expect:
        redactor.redact(text) == shown

        where:
        text                                                     || shown
        'Bearer p@ss "w/d\\.'                                    || 'Bearer <secret api-token>.'
        '{"a":"p@ss \\"w/d\\\\"}'                                || '{"a":"<secret api-token>"}'
        'u=p%40ss+%22w%2Fd%5C&v'                                 || 'u=<secret api-token>&v'
        'u=p%40ss%20%22w%2Fd%5C&v'                               || 'u=<secret api-token>&v'
        'b ' + 'p@ss "w/d\\'.bytes.encodeBase64()                || 'b <secret api-token>'
        'line MIIEvQIBADANBg and }'                              || 'line <secret key> and }'
        'a b'                                                    || 'a b'
        'no secret here'                                         || 'no secret here'
    }

    def "a secret that is longer wins, and no mask is masked again"() {
        given:
        Redactor redactor = new Redactor()
        redactor.learn(new Secret('short', 'secret'))
        redactor.learn(new Secret('long', 'secret-and-more'))

        expect:
        redactor.redact('secret-and-more, secret') == '<secret long>, <secret short>'
    }

    def "a secret never shows itself"() {
        expect:
        new Secret('x', 'hush').toString() == '<secret x>'
        "${new Secret('x', 'hush')}" == '<secret x>'
    }

    def "a position is shown as editors write it: #shown"() {
        expect:
        position.toString() == shown

        where:
        position                       || shown
        Position.NOWHERE               || ''
        Position.of('a.sql')           || 'a.sql'
        new Position('a.sql', 3, 0)    || 'a.sql:3'
        new Position('a.sql', 3, 7)    || 'a.sql:3:7'
        new Position('', 3, 7)         || 'line 3, column 7'
    }
}
