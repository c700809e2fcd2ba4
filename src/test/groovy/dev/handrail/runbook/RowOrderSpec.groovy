package dev.handrail.runbook

import spock.lang.Specification

/** Only an order by a column of the result tells where to go on. */
class RowOrderSpec extends Specification {
    def "#sql goes on: #from"() {
        expect:
        RowOrder.of(sql).filter { it.in(['id', 'name']) >= 0 }.map { it.from('q', ['id', 'name'][it.in(['id', 'name'])], "o'x") }.orElse('') == from

        where:
        sql                                                              || from
        'select id, name from t order by id'                             || ' where q."id" >= \'o\'\'x\' or q."id" is null order by q."id" nulls last'
        'select id, name from t ORDER BY 2 desc, id limit 9'             || ' where q."name" <= \'o\'\'x\' order by q."name" desc nulls first'
        'select id, name from t order by "name" asc nulls first'         || ' where q."name" >= \'o\'\'x\' order by q."name" nulls first'
        'select id, name from t order by id desc nulls last offset 3'    || ' where q."id" <= \'o\'\'x\' or q."id" is null order by q."id" desc nulls last'
        'select id, name from t'                                         || ''
        'select id, name from t order by random()'                       || ''
        'select id, name from t order by t.id'                           || ''
        'select id, name from t order by id + 1'                         || ''
        'select id, name from t order by name collate "C"'               || ''
        'select id, name from t order by id using >'                     || ''
        'select id, name from t order by other'                          || ''
        'select id, name from t order by 3'                              || ''
        'select id, name from (select * from t order by id) s'           || ''
        'select id, first_value(name) over (order by id) as name from t' || ''
    }

    def "a name that the result has twice tells nothing"() {
        expect:
        RowOrder.of('select * from a, b order by id').get().in(['id', 'id']) == -1
    }
}
