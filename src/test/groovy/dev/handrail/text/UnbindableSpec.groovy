package dev.handrail.text

import dev.handrail.problem.Position
import spock.lang.Specification

/** Where a value can't be bound, the server would say "syntax error at or near $1" in the night. */
class UnbindableSpec extends Specification {
    private static Statement statement(String sql) {
        List<SqlText.Piece> pieces = []
        sql.split(/\$/, -1).eachWithIndex { part, i ->
            if (i > 0) {
                pieces << new SqlText.Bound(Text.of('x'))
            }
            pieces << new SqlText.Raw(part)
        }
        new SqlText(pieces, new Position('r.groovy', 1, 1)).single()
    }

    def "a value can't be bound: #sql"() {
        expect:
        Unbindable.in(statement(sql)).present

        where:
        sql << ['drop table $', 'delete from $ where id = 1', 'select * from $', 'insert into $ values (1)', 'update $ set a = 1',
                'select a from b join $ on true', 'alter table t alter column a set default $', 'create table t (a int default $)',
                'comment on table t is $', 'SET statement_timeout = $']
    }

    def "the server takes it: #sql"() {
        expect:
        Unbindable.in(statement(sql)).empty

        where:
        sql << ['select $', 'select extract(year from $::date)', 'select 1 where a is distinct from $', 'insert into t values ($)',
                'insert into t values (1) on conflict (id) do update set a = $', 'create table t as select $::int as a', 'call p($)',
                "select 'insert into ?', \$", 'select substring(a from $ for 2) from t', 'update t set a = $ where b ? $', 'drop table t']
    }
}
