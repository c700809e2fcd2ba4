package dev.handrail.dsl

import dev.handrail.dsl.mistake.Mistake
import dev.handrail.runbook.Runbook
import dev.handrail.runbook.Step
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/** Families of steps in files of their own: used with typed values, known at load, and told by their own lines. */
class IncludeSpec extends Specification {
    static final String LIBRARY = '''language 1

family('fresh', 'Fresh statistics') { String tableName, int least ->
  step("analyze-${tableName}", "Statistics of ${tableName}") {
    sql "analyze ${name(tableName)}"
    check('rows') { sql "select count(*) from ${name(tableName)}"; expect atLeast(least) }
    irreversible 'statistics only'
  }
}
'''

    @TempDir
    Path home

    private static String book(String before, String words) {
        "${before}\nrunbook('book') {\n  database 'main'\n  section('a') {\n    ${words}\n  }\n}\n"
    }

    private static Script script(String words, String library = LIBRARY) {
        Script.of(book("include 'common/fresh.groovy'", words)).file('common/fresh.groovy', library)
    }

    private static List<String> ids(Runbook runbook) {
        runbook.steps().map { it.id() }.toList()
    }

    def "a family's steps stand where it is used, with the values given"() {
        when:
        Runbook runbook = script("use 'fresh', tableName: 'users', least: 3\nstep('own') { check('x') { sql 'select a from t'; expect 1 } }\nuse 'fresh', tableName: 'orders', least: 1").runbook()

        then:
        ids(runbook) == ['a/analyze-users', 'a/own', 'a/analyze-orders']
        Step step = runbook.step('a/analyze-users').get()
        step.title() == 'Statistics of users'
        step.position().file().endsWith('common/fresh.groovy')
        step.position().line() == 4
        step.action().toString().contains('users')
    }

    def "loops over lists, tables and files make steps with stable ids"() {
        given:
        Script script = Script.of(book('', '''for (String each : ['b', 'a']) { step("list-${each}") { check('x') { sql 'select a from t'; expect 1 } } }
    [audit: 3, orders: 12].each { String tableName, Integer months -> step("table-${tableName}") { check('x') { sql 'select a from t'; expect months } } }
    for (String path : filesLike('checks/*.sql')) { step(idOf(path)) { check(path) { sql file(path); expect 1 } } }'''))
        ['checks/10-last.sql', 'checks/2 first.sql', 'checks/notes.txt'].each { script.file(it, 'select a from t') }

        expect:
        ids(script.runbook()) == ['a/list-b', 'a/list-a', 'a/table-audit', 'a/table-orders', 'a/2-first', 'a/10-last']
    }

    def "a family of the file itself, a family in a family, one in a recovery, and a late value"() {
        given:
        Script script = Script.of('''family('inner') { CharSequence shown -> step('inner') { command 'echo', shown } }
family('outer') { CharSequence shown -> use 'inner', shown: shown
  step('outer') { command 'true'; irreversible 'x' } }
runbook('book') {
  section('a') { use 'outer', shown: "run ${runId}" }
  recovery('back') { use 'outer', shown: 'x' }
}
''')

        expect:
        ids(script.runbook()) == ['a/inner', 'a/outer']
        script.runbook().step('back/outer').present
    }

    def "values are judged by type: #given"() {
        when:
        List<Mistake> found = script("use 'fresh'${given}").mistakes()

        then:
        found*.code().unique() == ['HR093']
        found.any { it.what().contains(what) }
        found.every { it.position().file().endsWith('book.groovy') }

        where:
        given                                     | what
        ", tableName: 'x'"                        | "is not given 'least', a whole number"
        ", tableName: 'x', least: '3'"            | "'least' of the family 'fresh' is a whole number"
        ", tableName: 7, least: 3"                | "'tableName' of the family 'fresh' is text"
        ", tabelName: 'x', least: 3"              | "has no 'tabelName'"
        ""                                        | "is not given 'tableName', text"
    }

    def "durations and dates may be written as text"() {
        given:
        Script script = Script.of('''family('slow') { Duration longest, LocalDate cutoff, List<String> names, boolean quick ->
  step('wait') { waitFor longest; note "${cutoff} ${names} ${quick}" } }
runbook('b') { section('a') { use 'slow', longest: '5m', cutoff: '2026-12-01', names: ['a'], quick: true } }
''')

        expect:
        script.runbook().step('a/wait').get().words().notes() == ['2026-12-01 [a] true']
    }

    def "a mistake in an included file is told by its own line, and by what brought it: #library"() {
        when:
        List<Mistake> found = script("use 'fresh', tableName: 'users', least: 1", library).mistakes()

        then:
        found[0].code() == code
        found[0].position().file().endsWith('common/fresh.groovy')
        [found[0].position().line(), found[0].position().column()] == place
        !found[0].line().blank
        found[0].through().size() == 1
        found[0].through()[0] ==~ through
        found[0].told().contains(found[0].through()[0])

        where:
        library                                                                             | code    | place    | through
        LIBRARY.replace('analyze-', 'analyze ')                                             | 'HR033' | [4, 8]   | /used at .*book.groovy:5:5/
        LIBRARY.replace('sql "analyze', 'sqll "analyze')                                    | 'HR020' | [5, 5]   | /included at .*book.groovy:1:9/
        LIBRARY.replace('int least', 'least')                                               | 'HR093' | [3, 57]  | /included at .*book.groovy:1:9/
        LIBRARY.replace('int least', 'int least = 4')                                       | 'HR093' | [3, 57]  | /included at .*book.groovy:1:9/
        LIBRARY.replace('int least', 'File least')                                          | 'HR015' | [3, 57]  | /included at .*book.groovy:1:9/
        LIBRARY.replace('int least', 'int keep')                                            | 'HR016' | [3, 61]  | /included at .*book.groovy:1:9/
        LIBRARY.replace('language 1', 'language 2')                                         | 'HR050' | [1, 10]  | /included at .*book.groovy:1:9/
        LIBRARY.replace('expect atLeast(least)', 'expect atLeast(1.intdiv(least - 1))')       | 'HR080' | [6, 92]  | /used at .*book.groovy:5:5/
        LIBRARY.replace("irreversible 'statistics only'", "on 'mian'")                      | 'HR040' | [7, 8]   | /used at .*book.groovy:5:5/
        LIBRARY + "runbook('x') { }\n"                                                      | 'HR021' | [10, 1]  | /included at .*book.groovy:1:9/
        "int n = input('n', 1, 'N')\n" + LIBRARY                                            | 'HR021' | [1, 9]   | /included at .*book.groovy:1:9/
        LIBRARY + "@Grab('a:b:1') int x = 1\n"                                              | 'HR013' | [10, 1]  | /included at .*book.groovy:1:9/
    }

    def "two uses with one id are told with both places"() {
        when:
        List<Mistake> found = script("use 'fresh', tableName: 'users', least: 1\n    use 'fresh', tableName: 'users', least: 2").mistakes()

        then:
        found*.code() == ['HR032']
        found[0].position().line() == 4
        found[0].through()[0].endsWith('book.groovy:6:5')
    }

    def "what can't be included: #code #before"() {
        given:
        Script script = Script.of(book(before, "check('no step') { }".isEmpty() ? '' : "step('s') { waitFor '1s' }"))
        script.file('a.groovy', "include 'b.groovy'\nfamily('a') { step('x') { waitFor '1s' } }")
        script.file('b.groovy', "include 'a.groovy'\nfamily('b') { step('x') { waitFor '1s' } }")
        script.file('self.groovy', "include 'self.groovy'\nfamily('s') { step('x') { waitFor '1s' } }")
        script.file('one.groovy', "family('same') { step('x') { waitFor '1s' } }")
        script.file('two.groovy', "family('same') { step('x') { waitFor '1s' } }")
        script.file('empty.groovy', "int x = 1\n")
        script.file('../outside.groovy', "family('o') { step('x') { waitFor '1s' } }")
        Files.createSymbolicLink(script.folder.resolve('link.groovy'), script.folder.resolve('one.groovy'))

        when:
        List<Mistake> found = script.mistakes()

        then:
        found*.code() == [code]
        found[0].what().contains(what)

        where:
        before                                          | code    | what
        "include 'nowhere.groovy'"                      | 'HR090' | 'there is no file'
        "include 'On.groovy'"                           | 'HR090' | 'there is no file'
        "include '../outside.groovy'"                   | 'HR090' | 'outside'
        "include '/etc/passwd'"                         | 'HR090' | 'outside'
        "include 'link.groovy'"                         | 'HR090' | 'symbolic link'
        "include 'empty.groovy'"                        | 'HR090' | 'no family'
        "include 'a.groovy'"                            | 'HR091' | 'a.groovy → b.groovy → a.groovy'
        "include 'self.groovy'"                         | 'HR091' | 'included already'
        "include 'book.groovy'"                         | 'HR091' | 'book.groovy → book.groovy'
        "include 'one.groovy'; include 'one.groovy'"    | 'HR026' | 'included twice'
        "include 'one.groovy'; include 'two.groovy'"    | 'HR032' | "family 'same' is declared already at"
    }

    def "a family that is not there, or uses itself: #words"() {
        expect:
        Script.of(book("family('me') { use 'me' }\nfamily('nightly') { step('x') { waitFor '1s' } }", words)).mistakes()*.code() == [code]

        where:
        words           | code
        "use 'nigthly'" | 'HR092'
        "use 'me'"      | 'HR091'
    }

    def "a file above the runbook belongs to it inside a folder called runbooks"() {
        given:
        Path runbooks = Files.createDirectories(home.resolve('runbooks'))
        Files.createDirectories(runbooks.resolve('common'))
        Files.createDirectories(runbooks.resolve('shop'))
        Files.writeString(runbooks.resolve('common/fresh.groovy'), "include 'inner.groovy'\n" + LIBRARY)
        Files.writeString(runbooks.resolve('common/inner.groovy'), "family('i') { step('i') { waitFor '1s' } }")
        Files.writeString(runbooks.resolve('shop/shop.groovy'), book("include '../common/fresh.groovy'", "use 'i'"))

        when:
        Runbook runbook = new Loader(null).load(runbooks.resolve('shop/shop.groovy'), [:], Mode.RUN).runbook()

        then:
        ids(runbook) == ['a/i']
        runbook.files().keySet() == ['shop.groovy', '../common/fresh.groovy', '../common/inner.groovy'] as Set
    }

    def "included files and listings are part of the digest, kept or not: #cached"() {
        given:
        Script script = script("use 'fresh', tableName: 'users', least: 1\nfor (String path : filesLike('x/*')) { note path }")
        cached && script.cachedIn(home.resolve('compiled'))
        String first = script.runbook().digest()

        expect:
        script.runbook().digest() == first

        when:
        script.file('common/fresh.groovy', LIBRARY.replace('atLeast(least)', 'above(least)'))

        then:
        String second = script.runbook().digest()
        second != first
        script.load().toString().contains('above') || script.step('x') != null

        when:
        script.file('x/new.sql', '')

        then:
        script.runbook().digest() != second
        script.runbook().sections()[0].notes() == ['x/new.sql']

        where:
        cached << [false, true]
    }

    def "mistakes that follow from what was kept have the same places"() {
        given:
        Script script = script("use 'fresh', tableName: 'users', least: 1", LIBRARY.replace('sql "select count(*) from ${name(tableName)}"', "sql file('gone.sql')"))
        script.file('gone.sql', 'select 1').cachedIn(home.resolve('compiled'))
        List<Mistake> fresh = script.mistakes()

        when:
        Files.delete(script.folder.resolve('gone.sql'))
        List<Mistake> kept = script.mistakes()

        then:
        kept.size() > fresh.size()
        script.mistakes()*.told() == kept*.told()
        kept.find { it.code() == 'HR051' }.position().line() == 6
    }

    def "a file of families alone is no runbook, and is checked as what it is"() {
        given:
        Script script = script("use 'fresh', tableName: 'x', least: 1").file('wrong.groovy', LIBRARY.replace('sql "', 'sqll "'))
        Loader loader = new Loader(null)

        expect:
        loader.families(script.folder.resolve('common/fresh.groovy')).get() == ['fresh(String tableName, int least)']
        loader.families(script.file).empty

        when:
        loader.families(script.folder.resolve('wrong.groovy'))

        then:
        thrown(dev.handrail.dsl.mistake.Mistakes)

        when:
        loader.load(script.folder.resolve('common/fresh.groovy'), [:], Mode.RUN)

        then:
        dev.handrail.dsl.mistake.Mistakes wrong = thrown()
        wrong.all()*.code() == ['HR030']
        wrong.all()[0].fix().contains("include 'fresh.groovy'")
    }

    def "the example in docs/composition.md loads"() {
        given:
        List<String> blocks = (new File('docs/composition.md').text =~ /(?s)```groovy\n(.*?)```/).collect { it[1] as String }
        Script script = Script.of(blocks[1]).file('common/vacuumed.groovy', blocks[0]).file('checks/orphans.sql', 'select 1 where false')

        expect:
        ids(script.runbook()) == ['tables/vacuum-audit_logs', 'tables/vacuum-orders', 'checks/orphans']
    }

    def "a hazard is accepted in the file where it stands"() {
        given:
        String library = """family('drop') { String tableName ->
  // handrail:accept HR101 copied before
  step("drop-\${tableName}") { sql 'drop table old' }
}
"""
        Script script = script("use 'drop', tableName: 'x'", library)

        expect:
        script.load().warnings().findAll { it.code() == 'HR101' }*.accepted() == ['copied before']
    }
}
