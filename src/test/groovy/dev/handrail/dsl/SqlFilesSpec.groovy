package dev.handrail.dsl

import dev.handrail.dsl.mistake.Mistake
import dev.handrail.migrate.MigrateAction
import dev.handrail.runbook.Risk
import dev.handrail.sql.SqlAction
import dev.handrail.text.Manner
import spock.lang.Specification

import java.nio.file.Files
import java.security.MessageDigest

class SqlFilesSpec extends Specification {
    static final String SQL = "sql(file('main.sql'))"

    def "files that are included are read, placed, and part of the runbook's digest"() {
        given:
        Script script = Script.step(SQL).file('main.sql', 'select 1;\n\\i sub/a.sql').file('sub/a.sql', '\\ir b.sql\nselect 2;')
            .file('sub/b.sql', 'drop table t;')

        when:
        SqlAction action = script.step().action()

        then:
        action.sql().statements()*.shown() == ['select 1', 'drop table t', 'select 2']
        action.sql().statements()*.position().collect { it.file() - script.folder.toString() - '/' } == ['main.sql', 'sub/b.sql', 'sub/a.sql']
        action.ceiling() == Risk.DESTROYS
        script.runbook().files().keySet() == ['book.groovy', 'main.sql', 'sub/a.sql', 'sub/b.sql'] as Set

        when:
        String before = script.runbook().digest()
        script.file('sub/b.sql', 'drop table t; ')

        then:
        script.runbook().digest() != before
    }

    def "a migration's digest is its file's, and covers what it includes"() {
        given:
        Script script = Script.step("migrate { files 'm/*.sql' }").file('m/1.sql', 'select 1').file('m/2.sql', '\\i parts/x.sql')
            .file('m/parts/x.sql', 'select 2').file('m/3.sql', '\\copy t from parts/rows.txt').file('m/parts/rows.txt', '1\n')

        when:
        List<String> digests = ((MigrateAction) script.step().action()).files()*.digest()

        then:
        digests[0] == MessageDigest.getInstance('SHA-256').digest('select 1'.bytes).encodeHex().toString()

        when:
        script.file('m/parts/x.sql', 'select 3').file('m/parts/rows.txt', '2\n')
        List<String> after = ((MigrateAction) script.step().action()).files()*.digest()

        then:
        after[0] == digests[0]
        after[1] != digests[1]
        after[2] != digests[2]
    }

    def "variables are given by name, from inputs too"() {
        given:
        String book = """String place = input('place', 'shop', 'Schema')
runbook('book', 'Book') { database 'main'; section('a') { step('b') {
  sql(file('main.sql')) { variables schema: place, who: "the \${place} team", 'limit': 5 }
} } }"""

        expect:
        Script.of(book).file('main.sql', "select * from :\"schema\".t where a = :'who' limit :limit").step().action().sql().statements()*.shown() ==
            ['select * from "shop".t where a = \'the shop team\' limit 5']
        ((MigrateAction) Script.step("migrate { files 'm/*.sql'; variables s: 'x' }").file('m/1.sql', 'select * from :s.t').step().action())
            .files()[0].sql().statements()*.shown() == ['select * from x.t']
    }

    def "rows stay in their file"() {
        when:
        Manner.Fed fed = Script.step(SQL).file('main.sql', 'copy t from stdin;\n1\n\\.\n').step().action().sql().statements()[0].manner()

        then:
        fed.rows().file().endsWith('/main.sql')
        fed.rows().line() == 2
    }

    def "#sql is refused in #file, line #line: #what"() {
        given:
        Script script = Script.step(SQL).file('main.sql', sql).file('a.sql', '\\i main.sql').file('sub/b.sql', "select 'x").file('spam.sql', '')
        Files.createSymbolicLink(script.folder.resolve('link.sql'), script.folder.resolve('a.sql'))
        Files.createSymbolicLink(script.folder.resolve('linked'), script.folder.resolve('sub'))

        when:
        Mistake mistake = script.mistakes()[0]

        then:
        mistake.position().file().endsWith(file)
        mistake.position().line() == line
        mistake.what().contains(what)

        where:
        sql                     | file        | line | what
        'select 1;\n\\i no.sql' | 'main.sql'  | 2    | "there is no file 'no.sql'"
        '\\i ../x.sql'          | 'main.sql'  | 1    | 'outside of'
        '\\i /etc/passwd'       | 'main.sql'  | 1    | 'outside of'
        '\\i a.sql'             | 'a.sql'     | 1    | 'is being read already'
        '\\i sub/b.sql'         | 'sub/b.sql' | 1    | 'does not end'
        '\\i sub'               | 'main.sql'  | 1    | 'there is no file'
        '\\i link.sql'          | 'main.sql'  | 1    | 'symbolic link'
        '\\i linked/b.sql'      | 'main.sql'  | 1    | 'symbolic link'
        '\\ir span.sql'         | 'main.sql'  | 1    | "there is no file 'span.sql'"
        '\\! ls'                | 'main.sql'  | 1    | "psql's command \\!"
        '\\echo nothing'        | 'main.sql'  | 1    | 'no statement'
        '-- nothing'            | 'main.sql'  | 1    | 'no statement'
    }

    def "variables are for files"() {
        expect:
        Script.step("sql('select 1') { variables a: 'b' }").mistakes()[0].what() == "'variables' are for SQL in a file"
    }
}
