package dev.handrail.target.postgres

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Sql
import dev.handrail.text.psql.Reads
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

@Requires({ LivePostgres.available })
class WhereaboutsSpec extends Specification {
    @Shared
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    private EffectFailure failing(Map<String, String> files, Map<String, String> variables = [:]) {
        try {
            target.perform(Sql.inTransaction('main', Reads.script(files, variables).statements(), Envelope.DEFAULT))
            throw new AssertionError('it did not fail')
        } catch (EffectFailure failure) {
            failure
        }
    }

    def "the server's own place is named in the file, with its line and a caret: #place"() {
        expect:
        failing(['x.sql': sql]).problem().where() == [place, line, caret].join('\n')

        where:
        sql                                           | place       | line                          | caret
        'select 1;\nselect nope from pg_class'        | 'x.sql:2:8' | '2 | select nope from pg_class' | '  |        ^'
        "select '😀',\n\tnope\nfrom pg_class"         | 'x.sql:2:2' | '2 | \tnope'                  | '  | \t^'
        '-- x\n  selec 1'                             | 'x.sql:2:3' | '2 | selec 1'                 | '  | ^'
        "select '{}'::jsonb ? 'a' and\n nope"         | 'x.sql:2:2' | '2 |  nope'                   | '  |  ^'
        "create function f() returns int language plpgsql as \$\$\nbegin\n  retur 1;\nend \$\$" | 'x.sql:3:3' | '3 |   retur 1;' | '  |   ^'
    }

    def "in an included file, behind what was inserted, and in what was left out"() {
        expect:
        failing(['x.sql': 'select 1;\n\\i sub.sql', 'sub.sql': '-- here\nselect nope'], [:]).problem().where().startsWith('sub.sql:2:8\n')
        failing(['x.sql': "select :a, :'b', nope"], [a: "1,\n'x'", b: "it's"]).problem().where() ==
            "x.sql:1:18\n1 | 'x', 'it''s', nope\n  |               ^"
        failing(['x.sql': "select\n\\if false\n1,\n\\endif\n nope"], [:]).problem().where().startsWith('x.sql:5:2\n')
        failing(['x.sql': "\\set c nope\nselect 1, :c"], [:]).problem().where().startsWith('x.sql:2:11\n')
    }

    def "in the code of a block that runs"() {
        expect:
        failing(['x.sql': "select 1;\ndo \$\$\nbegin\n  perform 1;\n  perform 1/0;\nend \$\$"]).problem().where() ==
            'x.sql:5:3\n5 |   perform 1/0;\n  |   ^'
        failing(['x.sql': "do \$\$ begin\n  perform 1/0;\nend \$\$"]).problem().where().startsWith('x.sql:2:3\n')
        failing(['x.sql': "do \$\$ begin perform 1/0; end \$\$"]).problem().where().startsWith('x.sql:1:4\n')
    }

    def "in a function, as far as the server tells"() {
        given:
        target.execute("create function broken() returns int language plpgsql as \$\$ begin\n execute 'select nope';\n return 1; end \$\$")

        when:
        def problem = failing(['x.sql': 'select 1;\n select broken()']).problem()

        then:
        problem.where() == 'x.sql:2:2'
        problem.why().contains('in: PL/pgSQL function broken() line 2 at EXECUTE')
        problem.why().contains('| select nope\n|        ^')
    }

    def "a long line is cut around the place"() {
        when:
        String where = failing(['x.sql': 'select ' + '1, ' * 200 + 'nope' + ', 2' * 200]).problem().where()

        then:
        where.readLines()*.length().max() < 140
        where.readLines()[2].indexOf('^') == where.readLines()[1].indexOf('nope')
    }
}
