package dev.handrail.text.psql

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.text.Manner
import dev.handrail.text.Statement
import spock.lang.Specification

import java.security.MessageDigest

import static dev.handrail.text.psql.Reads.read
import static dev.handrail.text.psql.Reads.script

class ScriptSpec extends Specification {
    def "each statement has its file, line and column, in files that are included too"() {
        given:
        Script script = script(['main.sql': "-- x\n  select 1; select\n2;\n\\i sub.sql\nselect 4;", 'sub.sql': '\n select 3'])

        expect:
        script.statements()*.position()*.toString() == ['main.sql:2:3', 'main.sql:2:13', 'sub.sql:2:2', 'main.sql:5:1']
        script.files()*.source()*.shown() == ['main.sql', 'sub.sql']
    }

    def "each file has the digest of its bytes, each statement that of what is sent"() {
        given:
        Script script = script(['main.sql': "\ufeffselect 1;\r\n\\i sub.sql\ncopy t from stdin;\nä\n\\.\n", 'sub.sql': 'select 3'])

        expect:
        script.files()*.digest() == [sha("\ufeffselect 1;\r\n\\i sub.sql\ncopy t from stdin;\nä\n\\.\n"), sha('select 3')]
        script.statements()[0].digest() == sha('select 1')
        read("copy t from stdin;\na\n\\.")[0].digest() != read("copy t from stdin;\nb\n\\.")[0].digest()
        (script.statements()[2].manner() as Manner.Fed).rows().digest() == sha('ä\n')
    }

    def "a place in a statement is found in its file, whatever was inserted or left out: #what"() {
        given:
        Statement statement = read(sql)[0]

        expect:
        statement.at(statement.shown().indexOf(what)).toString() == place

        where:
        sql                                                                  | what     || place
        'select 1,\n  nope from t'                                           | 'nope'   || 'x.sql:2:3'
        "\\set v 'a, b'\nselect :v, nope"                                    | 'b'      || 'x.sql:2:8'
        "\\set v 'a, b'\nselect :v, nope"                                    | 'nope'   || 'x.sql:2:12'
        "\\set v x\nselect :'v',\n nope"                                     | 'nope'   || 'x.sql:3:2'
        "select 1,\n\\if false\nleft out,\n\\endif\n  nope"                  | 'nope'   || 'x.sql:5:3'
        "select 1\\; select\nnope"                                           | 'nope'   || 'x.sql:2:1'
        "do \$\$\nbegin\n  nope;\nend \$\$"                                  | 'nope'   || 'x.sql:3:3'
    }

    def "every byte of a file is accounted for, and statements are made of theirs: seed #seed"() {
        given:
        String text = RandomSql.file(seed) + ";\ncopy t from stdin;\n;'é\n\\.\n  -- the end"
        byte[] bytes = text.getBytes('UTF-8')
        List<List> pieces = []
        long at = 0
        Trail trail = { source, kind, to ->
            if (source.shown() == 'x.sql' && to > at) {
                pieces << [kind, new String(bytes, (int) at, (int) (to - at), 'UTF-8')]
                at = to
            }
        }

        when:
        Script script = Reads.script(['x.sql': text, 'inc.sql': 'select 1'], [:], trail)

        then:
        at == bytes.length
        pieces*.get(1).join('') == text
        pieces.findAll { it[0] == Trail.Kind.ROWS }*.get(1) == [";'é\n\\.\n"]
        sent(script.statements()).every { statement -> pieces.any { it[0] == Trail.Kind.STATEMENT && it[1].contains(statement.shown()) } }

        where:
        seed << (1001..1100)
    }

    /** What stands in the file letter by letter: no variable in it, nothing left out. */
    private static List<Statement> sent(List<Statement> all) {
        all.findAll { it.sent() && it.traces().empty && it.position().file() == 'x.sql' && !it.shown().contains('\n') }
    }

    def "values come from the file or from outside, and what is unknown stays"() {
        expect:
        read("\\set t mine\nselect * from :t where a = :'who' and :\"col\" > 1 and :nope", [who: "o'neil", col: 'A b'])*.shown() ==
            ["select * from mine where a = 'o''neil' and \"A b\" > 1 and :nope"]
        read('select :t', [t: 'given'])*.shown() == ['select given']
    }

    def "what an operator gives never becomes SQL, unless it is a number or a plain name: #value"() {
        given:
        Sources none = { name, from, here -> null }
        Source source = Reads.source('x.sql', "\\set y ':x'\nselect :y;select :'x'".bytes)

        when:
        List<String> shown = Script.of(source, none, [x: new Value(value, true)]).statements()*.shown()

        then:
        !refused
        shown == ["select $value", "select '$value'"]*.toString()

        where:
        value       || refused
        'orders'    || false
        '42'        || false
        '-1.5'      || false
        's.orders'  || false
    }

    def "an operator's value that could be SQL is refused where it is inserted as it is: #value"() {
        given:
        Source source = Reads.source('x.sql', "\\set y a:x\nselect :y".bytes)

        when:
        Script.of(source, { name, from, here -> null } as Sources, [x: new Value(value, true)])

        then:
        Problem problem = thrown()
        problem.where() == 'x.sql:2:8'
        problem.remedy().contains(":'y'")

        where:
        value << ['1; drop table t', "a'b", 'a b', 'x--']
    }

    def "what psql would print is told, and what only changes its looks is left out aloud"() {
        expect:
        read("\\echo a 'b c' :v\n\\timing on\n\\d t\nselect 1;\n\\warn -n x", [v: 'd'])*.shown() ==
            ['\\echo a b c d', "\\timing on is left out: it changes only how psql shows things",
             '\\d t is left out: it only shows something', 'select 1', '\\warn x']
        read("\\echo a 'b c'")[0].manner() == new Manner.Says('a b c')
        read('\\encoding UTF8\n\\set ON_ERROR_STOP on\n\\set ON_ERROR_STOP\n\\set AUTOCOMMIT on\nselect 1')*.shown() == ['select 1']
    }

    def "gexec makes statements of its query's answer, which nobody knows before"() {
        given:
        List<Statement> all = read("select 'drop table ' || t from x \\gexec\nselect 'a';\n\\gexec\nselect 1;")

        expect:
        all*.manner() == [new Manner.Generates(null), Manner.SENT, new Manner.Generates(null), Manner.SENT]
        all*.nature() == [Statement.Nature.DESTROYS, Statement.Nature.READS, Statement.Nature.DESTROYS, Statement.Nature.READS]
        all[0].lines() == ["select 'drop table ' || t from x \\gexec", '-- runs what it answers, which is known only then']
    }

    def "statements that are sent together are judged by their worst"() {
        expect:
        read(sql)*.nature() == [nature]

        where:
        sql                                     || nature
        'select 1\\; select 2;'                 || Statement.Nature.READS
        'select 1\\; insert into t values (1);' || Statement.Nature.CHANGES
        'drop table t\\; select 1;'             || Statement.Nature.DESTROYS
        'select 1\\; commit\\; select 2'        || Statement.Nature.CONTROLS_TRANSACTION
    }

    def "a copy's rows are known by place, size and digest, and told in one line"() {
        given:
        Statement copy = read("select 1;\ncopy t from stdin;\n1\ta\n2\tb\n\\.\n")[1]

        expect:
        with((copy.manner() as Manner.Fed).rows()) {
            [shown(), line(), from(), length(), lines()] == ['x.sql', 3, 29L, 8L, 2L]
        }
        copy.lines()[1] == '-- with 2 lines, 8 bytes from x.sql:3, SHA-256 ' + sha('1\ta\n2\tb\n').take(16)
    }

    def "#sql is refused at #where: #what"() {
        when:
        read(sql)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.where() == where
        problem.what().contains(what)
        !problem.remedy().blank

        where:
        sql                                      || where         | what
        "select 1;\nselect 'a\nb"                || 'x.sql:2:8'   | 'the quoted text that starts here does not end'
        "select E'a\\'\n"                        || 'x.sql:1:8'   | 'the quoted text'
        'select "a\n'                            || 'x.sql:1:8'   | 'the quoted name'
        'select $x$ a $y$\n'                     || 'x.sql:1:8'   | 'the quoted text'
        'select /* /* */ 1\n'                    || 'x.sql:1:8'   | 'the comment'
        'select (1;\nselect 2'                   || 'x.sql:1:8'   | 'the parenthesis'
        'create function f() begin atomic select 1;' || 'x.sql:1:1' | 'BEGIN ATOMIC'
        'copy t from stdin;\n1\ta\n'             || 'x.sql:1:1'   | 'the rows of this COPY do not end'
        'copy t to stdout;'                      || 'x.sql:1:1'   | 'COPY … TO STDOUT'
        '\\if true\nselect 1;'                   || 'x.sql:1:1'   | 'has no \\endif'
        'select 1;\n  \\endif'                   || 'x.sql:2:3'   | 'has no \\if'
        '\\else'                                 || 'x.sql:1:1'   | 'has no \\if'
        '\\if true\n\\else\n\\elif true\n\\endif' || 'x.sql:3:1'  | 'behind \\else'
        '\\if\n\\endif'                          || 'x.sql:1:1'   | 'needs a boolean'
        '\\if maybe\n\\endif'                    || 'x.sql:1:1'   | "this is 'maybe'"
        '\\if :nope\n\\endif'                    || 'x.sql:1:1'   | "this is ':nope'"
        '\\i nope.sql'                           || 'x.sql:1:1'   | "there is no file 'nope.sql'"
        '\\i x.sql'                              || 'x.sql:1:1'   | 'x.sql is being read already'
        '\\i'                                    || 'x.sql:1:1'   | 'needs a file'
        'select 1;\n\\connect other'             || 'x.sql:2:1'   | '\\connect'
        '\\c'                                    || 'x.sql:1:1'   | '\\c'
        '\\! rm -rf x'                           || 'x.sql:1:1'   | '\\!'
        '\\o out.txt'                            || 'x.sql:1:1'   | '\\o'
        'select 1 \\g out.txt'                   || 'x.sql:1:10'  | "can't write to a file"
        'select 1 \\g |cat'                      || 'x.sql:1:10'  | "can't write to a file"
        'select 1 as a \\gset'                   || 'x.sql:1:15'  | '\\gset'
        'select 1 \\gdesc'                       || 'x.sql:1:10'  | '\\gdesc'
        'select 1 \\crosstabview'                || 'x.sql:1:10'  | '\\crosstabview'
        'select 1 \\watch 5'                     || 'x.sql:1:10'  | '\\watch'
        '\\password'                             || 'x.sql:1:1'   | '\\password'
        '\\prompt x y'                           || 'x.sql:1:1'   | '\\prompt'
        '\\cd x'                                 || 'x.sql:1:1'   | '\\cd'
        '\\nonsense'                             || 'x.sql:1:1'   | '\\nonsense'
        '\\gexec;'                               || 'x.sql:1:1'   | '\\gexec;'
        'select 1 \\gexec select 2;'             || 'x.sql:1:17'  | '\\gexec takes no more'
        'select 1; \\q select 2'                 || 'x.sql:1:14'  | '\\q takes no more'
        '\\gexec'                                || 'x.sql:1:1'   | 'no statement that \\gexec could send'
        '\\set x `date`'                         || 'x.sql:1:8'   | '`…`'
        "\\set x 'a"                             || 'x.sql:1:8'   | 'does not end in its line'
        '\\set a-b 1'                            || 'x.sql:1:1'   | "'a-b'"
        '\\set ON_ERROR_STOP off'                || 'x.sql:1:1'   | 'ON_ERROR_STOP off'
        '\\set AUTOCOMMIT off'                   || 'x.sql:1:1'   | 'AUTOCOMMIT off'
        '\\set SINGLELINE on'                    || 'x.sql:1:1'   | 'SINGLELINE on'
        'select :DBNAME'                         || 'x.sql:1:8'   | 'the variable DBNAME'
        '\\encoding latin1'                      || 'x.sql:1:1'   | 'latin1'
        "set client_encoding = 'LATIN1';"        || 'x.sql:1:1'   | 'LATIN1'
        'set standard_conforming_strings to off;' || 'x.sql:1:1'  | 'standard_conforming_strings'
        '\\restrict a\n\\i y.sql\n\\unrestrict a' || 'x.sql:2:1'  | 'stands behind \\restrict'
        '\\restrict a\n\\unrestrict b'           || 'x.sql:2:1'   | 'another key'
        'vacuum t\\; select 1;'                  || 'x.sql:1:1'   | "can't be sent together"
        "\\set c 'copy t from stdin;'\n:c\n1\n\\." || 'x.sql:2:1' | 'no rows behind it'
        "\\set c '\\\\\\\\echo x'\n:c"           || 'x.sql:2:1'   | "a command of psql's in it"
        '\\copy t to out.txt'                    || 'x.sql:1:1'   | '\\copy … to'
        '\\copy t from program ls'               || 'x.sql:1:1'   | 'program'
        '\\copy t from pstdin'                   || 'x.sql:1:1'   | 'pstdin'
        '\\copy t from nope.txt'                 || 'x.sql:1:1'   | "there is no file 'nope.txt'"
        '\\copy t'                               || 'x.sql:1:1'   | 'without FROM'
    }

    def "bytes that are no text are refused where they stand: #what"() {
        when:
        Reads.bytes(['x.sql': bytes as byte[]])

        then:
        Problem problem = thrown()
        problem.where() == where
        problem.what().contains(what)

        where:
        bytes                                       || where       | what
        'select 1;\nselect \0'.bytes                || 'x.sql:2:8' | 'NUL'
        [0x73, 0x0a, 0x27, 0xe4, 0x27]              || 'x.sql:2:2' | 'not UTF-8'
        'PGDMP\1\2'.bytes                           || 'x.sql:1:1' | 'custom format'
    }

    def "rows may be any bytes, and any many, without being held in memory"() {
        given:
        byte[] line = ('x' * 1_000_000 + '\n').bytes
        InputStream parts = new SequenceInputStream(Collections.enumeration(
            [new ByteArrayInputStream("copy t from stdin;\n\u0000".getBytes('ISO-8859-1'))] +
            (1..30).collect { new ByteArrayInputStream(line) } + [new ByteArrayInputStream('\\.\nselect 1'.bytes)]))
        Source source = new Source() {
            String path() { '/x.sql' }
            String shown() { 'x.sql' }
            InputStream open() { parts }
        }

        when:
        Script script = Script.of(source, { name, from, here -> null } as Sources, [:])

        then:
        script.statements()*.position()*.line() == [1, 33]
        (script.statements()[0].manner() as Manner.Fed).rows().length() == 30_000_031
    }

    def "rows are found wherever a portion of the file ends"() {
        expect:
        (65_490..65_540).every { int size ->
            String rows = 'x' * size + '\n\\N\n\\\\.\n\\.x\n\n' + 'y' * 70_000 + '\n\\\n'
            List<Statement> all = read("copy t from stdin;\n$rows\\.\r\nselect 1")
            Manner.Fed fed = all[0].manner()
            [fed.rows().length(), fed.rows().lines(), fed.rows().digest(), all[1].position().line()] == [rows.length() as long, 7L, sha(rows), 10]
        }
    }

    def "a dump that was cut off is refused, however well it seems to end"() {
        given:
        String dump = "--\n-- PostgreSQL database dump\n--\ncopy t from stdin;\n1\n\\.\n"

        when:
        read(dump)

        then:
        Problem problem = thrown()
        problem.where() == 'x.sql:6'
        problem.what().contains('cut off')

        and:
        read(dump + '--\n-- PostgreSQL database dump complete\n--\n').size() == 1
        read('-- about the PostgreSQL database dump\nselect 1').size() == 1
    }

    def "a large file is read at once"() {
        expect:
        read("insert into t values (1, 'abc', \$\$x\$\$);\n" * 50_000).size() == 50_000
        read("do \$x\$\n" + "perform 1;\n" * 50_000 + "\$x\$").size() == 1
    }

    private static String sha(String text) {
        MessageDigest.getInstance('SHA-256').digest(text.getBytes('UTF-8')).encodeHex().toString()
    }
}
