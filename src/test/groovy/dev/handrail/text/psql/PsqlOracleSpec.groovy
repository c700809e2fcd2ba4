package dev.handrail.text.psql

import dev.handrail.live.LivePostgres
import dev.handrail.live.Recorded
import dev.handrail.live.Wire
import dev.handrail.text.Manner
import dev.handrail.text.Nesting
import dev.handrail.text.Statement
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Tag

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** The oracle is what psql itself sends, taken from the wire. */
@Requires({ LivePostgres.available && new File('/usr/bin/psql').canExecute() })
class PsqlOracleSpec extends Specification {
    static final Map<String, String> INCLUDED = [
        'inc.sql': "select 'included';\nselect 'no semicolon at its end'", 'deep.sql': "\\ir inc.sql\nselect 'deep';\n",
        'sets.sql': "\\set inside 42\nselect 'set' ;", 'rows.sql': "copy t from stdin;\n7\tseven\n\\.\nselect 'behind';\n",
        'data.txt': "8\teight\n9\tnine\n"]

    static final String BETWEEN = "select 'between two files'"

    @Shared
    LivePostgres server = LivePostgres.server()
    @Shared
    String database = server.newDatabase('psql')
    @Shared
    Path folder = Files.createTempDirectory('handrail-psql-')

    def setupSpec() {
        server.execute(database, 'create table t (a int, b text)', 'create table "my T" (a int, b text)')
        INCLUDED.each { name, text -> Files.writeString(folder.resolve(name), text) }
    }

    def cleanupSpec() {
        folder.toFile().deleteDir()
    }

    static List<Map<String, String>> cases() {
        String all = PsqlOracleSpec.getResourceAsStream('cases.sql').getText('UTF-8')
        all.split(/(?m)^#### /).drop(1).collect { String one ->
            int end = one.indexOf('\n')
            [name: one.take(end), sql: one.substring(end + 1)]
        }
    }

    def "there are enough cases"() {
        expect:
        cases().size() >= 150
        cases()*.name.toSet().size() == cases().size()
    }

    def "as psql: #name"() {
        when:
        List<Statement> ours = Reads.bytes(files(sql)).statements().findAll { it.sent() }

        then:
        ours.collect { plain(it.shown()) }.findAll { it } == psql.queries
        rows(ours, files(sql)) == psql.rows

        where:
        [name, sql, psql] << together(cases())
    }

    @Tag('long')
    def "as psql, whatever comes together: #name"() {
        when:
        List<Statement> ours = Reads.bytes(files(sql)).statements().findAll { it.sent() }

        then:
        ours.collect { plain(it.shown()) }.findAll { it } == psql.queries

        where:
        [name, sql, psql] << together((1..150).collect { [name: "seed $it".toString(), sql: RandomSql.file(it)] })
    }

    /** One psql reads file after file, and between them forgets what it was told. */
    private List<List> together(List<Map<String, String>> cases) {
        Path between = folder.resolve('between.sql')
        Set<String> variables = cases.collectMany { (it.sql =~ /\\set (\w+)/).collect { m -> m[1] } } as Set
        Files.writeString(between, (variables - 'ON_ERROR_STOP').collect { "\\unset $it\n" }.join('') +
            "\\unset inside\n\\set ON_ERROR_STOP off\nrollback;\n$BETWEEN;\n")
        List<String> arguments = []
        cases.eachWithIndex { one, i ->
            Path file = folder.resolve("case-${i}.sql")
            Files.writeString(file, one.sql)
            arguments.addAll(['-f', file.toString(), '-f', between.toString()])
        }
        List<Map> sent = heard(arguments)
        assert sent.size() == cases.size()
        cases.withIndex().collect { one, i -> [one.name, one.sql, sent[i]] }
    }

    /** What it sent, cut where it stood between two files. */
    private List<Map> heard(List<String> arguments) {
        List<Map> all = []
        List<String> queries = []
        ByteArrayOutputStream rows = new ByteArrayOutputStream()
        recorded(arguments).messages().each { letter, content ->
            String query = letter == 'Q' ? new String(content, 0, content.length - 1, 'UTF-8') : ''
            if (query == "$BETWEEN;") {
                all << [queries: queries.findAll { it }.dropRight(1), rows: withoutEnds(rows.toString('UTF-8'))]
                queries = []
                rows.reset()
            } else if (letter == 'Q') {
                queries << plain(query)
            } else if (letter == 'd') {
                rows.write(content)
            }
        }
        all
    }

    private static Map<String, byte[]> files(String sql) {
        (['main.sql': sql] + INCLUDED).collectEntries { name, text -> [name, text.getBytes('UTF-8')] }
    }

    /** Up to version 17, psql sends the line that ends the rows too; the server reads no further than that. */
    private static String withoutEnds(String rows) {
        rows.replaceAll(/(?m)^\\\.\r?\n/, '')
    }

    private static String rows(List<Statement> ours, Map<String, byte[]> files) {
        ours.findAll { it.manner() instanceof Manner.Fed }.collect {
            def rows = (it.manner() as Manner.Fed).rows()
            new String(files[rows.shown()], (int) rows.from(), (int) rows.length(), 'UTF-8')
        }.join('')
    }

    /** What makes no difference: comments before a statement, its semicolon, empty lines, blanks at its ends. */
    static String plain(String query) {
        String text = query
        String before = null
        while (text != before) {
            before = text
            text = text.strip().replaceFirst(/^;+/, '').replaceFirst(/^--[^\n]*/, '').replaceFirst(/;$/, '').strip()
            text = text.startsWith('/*') ? text.substring(Nesting.in(text, 0, 0).at()) : text
        }
        String lines = text.split('\n').findAll { it.strip() }.join('\n')
        lines.startsWith('COPY ') ? lines.replaceAll(/\s+/, ' ').replaceAll(/ ?([(),.]) ?/, '$1') : lines
    }

    private Recorded recorded(List<String> arguments) {
        Recorded recorded = new Recorded()
        new Wire(server.port).withCloseable { wire ->
            wire.toServer = { byte[] bytes -> recorded.take(bytes) }
            run(arguments, wire.port)
        }
        recorded
    }

    private void run(List<String> arguments, int port) {
        ProcessBuilder psql = new ProcessBuilder(['/usr/bin/psql', '-X', '-q'] + arguments +
            ["host=127.0.0.1 port=$port dbname=$database user=$LivePostgres.USER sslmode=disable gssencmode=disable".toString()])
        psql.directory(folder.toFile()).environment().putAll([PGPASSWORD: LivePostgres.PASSWORD, PGCLIENTENCODING: 'UTF8'])
        psql.redirectErrorStream(true).redirectOutput(folder.resolve('said').toFile())
        Process running = psql.start()
        assert running.waitFor(120, TimeUnit.SECONDS)
    }
}
