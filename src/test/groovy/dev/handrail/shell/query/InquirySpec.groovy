package dev.handrail.shell.query

import spock.lang.Specification

/** Lines at the prompt that are about SQL. */
class InquirySpec extends Specification {
    def "#line is told to stand behind the word sql"() {
        expect:
        Inquiry.wordless(line).get().remedy() == "write: sql ${line.strip()}"

        where:
        line << ['select 1', '\\dt', '  \\d users', 'SELECT * from users', 'delete from users', '\\x']
    }

    def "#line is a command of its own"() {
        expect:
        Inquiry.wordless(line).empty

        where:
        line << ['show shop', 'explain 7', 'run shop', 'selection', 'sql select 1', '']
    }

    def "the help of psql's commands fits 80 columns, what they do in one column"() {
        expect:
        Backslash.HELP.every { it.length() < 80 }
        Backslash.HELP.dropRight(1).every { it[25] == ' ' && it[26] != ' ' }
    }
}
