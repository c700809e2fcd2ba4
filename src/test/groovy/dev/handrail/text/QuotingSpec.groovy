package dev.handrail.text

import spock.lang.Specification

class QuotingSpec extends Specification {
    def "an identifier is always quoted"() {
        expect:
        Quoting.identifier(name) == quoted

        where:
        name      || quoted
        't'       || '"t"'
        'a"b'     || '"a""b"'
        'a.b; --' || '"a.b; --"'
    }

    def "a name is quoted where it must be: #name"() {
        expect:
        Quoting.name(name) == shown

        where:
        name        || shown
        'users'     || 'users'
        '_a1'       || '_a1'
        'user'      || '"user"'
        'json'      || '"json"'
        'Users'     || '"Users"'
        '1a'        || '"1a"'
        'a b'       || '"a b"'
        'größe'     || '"größe"'
    }

    def "#written is the name #parts"() {
        expect:
        Quoting.parts(written) == parts
        Quoting.qualified(written) == qualified

        where:
        written         || parts              | qualified
        't'             || ['t']              | 't'
        's.t'           || ['s', 't']         | 's.t'
        'S.order'       || ['S', 'order']     | '"S"."order"'
        '"a.b"."c""d"'  || ['a.b', 'c"d']     | '"a.b"."c""d"'
        ' "s" . t '     || ['s', 't']         | 's.t'
        'My Table'      || ['My Table']       | '"My Table"'
        't"; drop'      || ['t"; drop']       | '"t""; drop"'
        's..t'          || ['s..t']           | '"s..t"'
    }

    def "an empty name or one with NUL is refused"() {
        when:
        Quoting.identifier(name)

        then:
        thrown(IllegalArgumentException)

        where:
        name << ['', 'a\0b']
    }

    def "#value is the literal #literal"() {
        expect:
        Quoting.literal(value) == literal

        where:
        value    || literal
        ''       || "''"
        "it's"   || "'it''s'"
        'a\\b'   || "E'a\\\\b'"
        "\\'"    || "E'\\\\'''"
    }

    def "PostgreSQL keeps 63 bytes of a name, not 63 letters"() {
        expect:
        Quoting.fits('a' * 63)
        !Quoting.fits('a' * 64)
        !Quoting.fits('ä' * 32)
    }

    def "statements of ours show their values in place, whatever stands in a value"() {
        expect:
        Statement.ours('insert into h values (?, ?)', Text.of('a?b'), Text.of('c')).shown() == "insert into h values ('a?b', 'c')"
    }
}
