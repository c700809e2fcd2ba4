package dev.handrail.text

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import spock.lang.Specification

class StatementReaderSpec extends Specification {
    static List<Statement> read(String sql) {
        SqlText.of(sql, new Position('x.sql', 1, 1)).statements()
    }

    static List<Statement> read(SqlText.Piece... pieces) {
        new SqlText(pieces as List, new Position('x.groovy', 7, 9)).statements()
    }

    static SqlText.Raw raw(String text) {
        new SqlText.Raw(text)
    }

    static SqlText.Bound bound(String text) {
        new SqlText.Bound(Text.of(text))
    }

    def "#sql is cut into #expected.size()"() {
        expect:
        read(sql)*.shown() == expected

        where:
        sql                                                   || expected
        ''                                                    || []
        ' ; ;; -- nothing\n ; /* at all */'                   || []
        'select 1'                                            || ['select 1']
        'select 1; select 2;'                                 || ['select 1', 'select 2']
        "select ';'; select 2"                                || ["select ';'", 'select 2']
        "select 'it''s;'; select 2"                           || ["select 'it''s;'", 'select 2']
        "select 'a\\'; select 2"                              || ["select 'a\\'", 'select 2']
        "select E'a\\';'; select 2"                           || ["select E'a\\';'", 'select 2']
        "select e'a\\\\'; select 2"                           || ["select e'a\\\\'", 'select 2']
        "select E'a'\n  'b\\';'; select 2"                    || ["select E'a'\n  'b\\';'", 'select 2']
        "select E'a' -- on\n 'b\\';'; select 2"               || ["select E'a' -- on\n 'b\\';'", 'select 2']
        "select nate'a\\'; select 2"                          || ["select nate'a\\'", 'select 2']
        "select U&'\\0041;'; select 2"                        || ["select U&'\\0041;'", 'select 2']
        'select ";"; select 2'                                || ['select ";"', 'select 2']
        'select "a"";"; select 2'                             || ['select "a"";"', 'select 2']
        'select $$;$$; select 2'                              || ['select $$;$$', 'select 2']
        'select $a$;$$;$b$;$a$; select 2'                     || ['select $a$;$$;$b$;$a$', 'select 2']
        'select $ä_1$;$ä_1$; select 2'                        || ['select $ä_1$;$ä_1$', 'select 2']
        'select a$b$ from c; select $b$ 2 $b$'                || ['select a$b$ from c', 'select $b$ 2 $b$']
        'select $1; select $2'                                || ['select $1', 'select $2']
        'execute p($1$$;$$); select 2'                        || ['execute p($1$$;$$)', 'select 2']
        'select 1 -- ; no\n + 1; select 2'                    || ['select 1 -- ; no\n + 1', 'select 2']
        'select 1 --; no\r+ 1; select 2'                      || ['select 1 --; no\r+ 1', 'select 2']
        'select /* ; /* ; */ ; */ 1; select 2'                || ['select /* ; /* ; */ ; */ 1', 'select 2']
        'select 4*/*;*/2; select 2'                           || ['select 4*/*;*/2', 'select 2']
        'create rule r as on insert to t do also (a; b); select 2' || ['create rule r as on insert to t do also (a; b)', 'select 2']
        'select 1;\r\nselect 2;\r\n'                          || ['select 1', 'select 2']
        'select 1 -- the end'                                 || ['select 1 -- the end']
        '\u00a0x; select 2'                                   || ['\u00a0x', 'select 2']
    }

    def "the body of a routine is not cut: #sql"() {
        expect:
        read(sql + '; select 2')*.shown() == [sql, 'select 2']

        where:
        sql << [
            'create function f() returns int language sql begin atomic select 1; select 2; end',
            'CREATE OR REPLACE PROCEDURE f() BEGIN /* x */ ATOMIC insert into t values (1); END',
            'create function f() returns int begin atomic select case when true then 1 else 2 end; select 3; end',
            'create function f() returns int begin atomic select 1 as end; select 2; end',
            'create function f() returns int begin atomic select case case 1 when 1 then 2 end when 2 then 3 end; end',
            'create function f() returns int language plpgsql as $$ begin return 1; end $$'
        ]
    }

    def "begin and end elsewhere end nothing and open nothing"() {
        expect:
        read(sql)*.shown() == expected

        where:
        sql                                              || expected
        'begin; select 1; end'                           || ['begin', 'select 1', 'end']
        'select begin atomic from t; select 2'           || ['select begin atomic from t', 'select 2']
        'create table t (atomic int, "begin" int); select 2' || ['create table t (atomic int, "begin" int)', 'select 2']
    }

    def "question mark operators are doubled for the driver, and only outside of quotes"() {
        given:
        Statement statement = read("select a ? 'k?' and b ?| c and d @? '\$ ?' -- ?\n from \"t?\"")[0]

        expect:
        statement.sql() == "select a ?? 'k?' and b ??| c and d @?? '\$ ?' -- ?\n from \"t?\""
        statement.shown() == "select a ? 'k?' and b ?| c and d @? '\$ ?' -- ?\n from \"t?\""
    }

    def "values are bound in order, names and literals are quoted in place"() {
        given:
        List<Statement> statements = read(raw('update '), new SqlText.Identifier('My "t"'), raw(' set a = '), bound('1'),
            raw(' where b = '), new SqlText.Quoted("o'x\\"), raw('; select '), bound('2'), raw(' ? '), bound('3'))

        expect:
        statements*.sql() == ['update "My ""t""" set a = ? where b = E\'o\'\'x\\\\\'', 'select ? ?? ?']
        statements*.shown() == ['update "My ""t""" set a = 1 where b = E\'o\'\'x\\\\\'', 'select 2 ? 3']
        statements*.values()*.collect { it.show() } == [['1'], ['2', '3']]
    }

    def "a statement's position is where its first word stands"() {
        expect:
        read('\n-- a\n  select 1;  /* b */ select\n2;\n\nselect 3')*.position()*.toString() ==
            ['x.sql:3:3', 'x.sql:3:22', 'x.sql:6:1']
    }

    def "SQL in place starts where the runbook has it"() {
        expect:
        read(raw('select 1;\nselect 2'))*.position()*.toString() == ['x.groovy:7:9', 'x.groovy:8:1']
    }

    def "what was read and is put together again is read the same"() {
        given:
        String sql = "select ';' ;-- c\ncreate function f() returns int begin atomic select 1; end; do \$x\$ begin; end \$x\$;" +
            "\ninsert into t values (E'\\';', \$\$;\$\$) ; select a ? 'b';"

        when:
        List<String> once = read(sql)*.shown()

        then:
        once.size() == 5
        read(once.join(';\n') + ';')*.shown() == once
    }

    def "#sql is refused where #position: #what"() {
        when:
        read(sql)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.where() == position
        problem.what() == what

        where:
        sql                                || position    | what
        "select 1;\nselect 'a"             || 'x.sql:2:8' | 'the quoted text that starts here does not end'
        "select E'a\\'"                    || 'x.sql:1:8' | 'the quoted text that starts here does not end'
        'select "a'                        || 'x.sql:1:8' | 'the quoted name that starts here does not end'
        'select $x$ a $y$'                 || 'x.sql:1:8' | 'the quoted text that starts here does not end'
        'select /* /* */ 1'                || 'x.sql:1:8' | 'the comment that starts here does not end'
        'insert into t values ((1); drop table t' || 'x.sql:1:22' | 'the parenthesis that opens here is never closed'
        'create function f() begin atomic select 1;' || 'x.sql:1:1' | 'BEGIN ATOMIC of this statement has no END'
        'select 1;\n\\i other.sql'         || 'x.sql:2:1' | "psql's own command \\i is not SQL"
        'select 1 \\gexec'                 || 'x.sql:1:10' | "psql's own command \\gexec is not SQL"
        '\\restrict abc\nselect 1'         || 'x.sql:1:1' | "psql's own command \\restrict is not SQL"
        'copy t (a) from /* x */ stdin with csv;\n1\n\\.' || 'x.sql:1:1' | "COPY from standard input or to standard output can't be used here"
        'copy (select 1) to stdout'        || 'x.sql:1:1' | "COPY from standard input or to standard output can't be used here"
    }

    def "a value inside #inside is refused"() {
        when:
        read(raw(before), bound('x'), raw(after))

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.what() == "a \${value} stands inside the $inside that starts here"
        problem.remedy().contains('without quotes')

        where:
        inside        | before              | after
        'quoted text' | "select 'a"         | "'"
        'quoted text' | 'do $$ begin x := ' | '; end $$'
        'quoted name' | 'select "a'         | '"'
        'comment'     | 'select 1 /* '      | ' */'
        'comment'     | 'select 1 -- '      | '\n, 2'
    }

    def "a copy to a file of the server is plain SQL"() {
        expect:
        read("copy t from '/tmp/stdin'; copy t to program 'cat'").size() == 2
    }

    def "a large file is read at once"() {
        given:
        String sql = "insert into t values (1, 'abc', \$\$x\$\$);\n" * 50_000

        expect:
        read(sql).size() == 50_000
    }
}
