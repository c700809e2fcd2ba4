package dev.handrail.sql

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Semantics
import dev.handrail.runbook.Targets
import dev.handrail.runbook.WayBack
import dev.handrail.text.SqlText
import spock.lang.Specification

class SqlActionSpec extends Specification {
    static SqlAction sql(String text, boolean outside = false) {
        new SqlAction('main', SqlText.of(text, new Position('b.groovy', 3, 5)), outside, Envelope.DEFAULT)
    }

    Targets unseen = Stub { _ >> { throw new AssertionError('nothing may be asked') } }

    def "all statements run in one transaction, and no target is asked to plan them"() {
        when:
        Plan plan = sql('update t set a = 1 where b;\ninsert into t values (2)').plan(unseen)

        then:
        plan.risk() == Risk.CHANGES
        plan.effects().size() == 1
        with(plan.effects()[0]) {
            transaction()
            semantics() == Semantics.TRANSACTIONAL
            show() == ['update t set a = 1 where b;', 'insert into t values (2);']
            envelope() == Envelope.DEFAULT
        }
    }

    /** A database that is there and can't be reached. */
    Targets gone = Stub {
        _ >> { throw new Problem(ExitCode.UNREACHABLE, 'main is not there', '', '', 'start it') }
    }

    def "what changes structure is looked at on the database; where it can't be reached, by the words alone"() {
        when:
        Plan plan = sql('create index i on t (a)').plan(gone)

        then:
        plan.effects().size() == 1
        plan.hazards()*.code() == ['HZ015']
        plan.hazards()[0].what() == 'an index is built on t; nobody writes to it meanwhile'
        plan.hazards()[0].safeWay() == "index { create 'i on t (a)' }"
        plan.hazards()[0].position() == new Position('b.groovy', 3, 5)
    }

    def "a hazard that a comment takes is kept with the reason"() {
        when:
        Plan plan = sql('-- handrail:accept HZ015 the table is empty until Monday\ncreate index i on t (a);\n' +
                        'create index j on t (b)').plan(gone)

        then:
        plan.hazards()*.accepted() == ['the table is empty until Monday', null]
        plan.openHazards().size() == 1
    }

    def "outside a transaction each statement is an effect of its own that a person vouches for"() {
        when:
        Plan plan = sql('vacuum t; vacuum t; drop index concurrently i', true).plan(gone)

        then:
        plan.risk() == Risk.DESTROYS
        plan.effects()*.semantics().unique() == [Semantics.ONCE]
        plan.effects()*.show() == [['-- statement 1 of 3', 'vacuum t;'], ['-- statement 2 of 3', 'vacuum t;'],
                                   ['-- statement 3 of 3', 'drop index concurrently i;']]
        plan.effects()*.key().unique().size() == 3
    }

    def "#text is at most #risk"() {
        expect:
        sql(text).ceiling() == risk
        sql(text).plan(gone).risk() == risk

        where:
        text                                  || risk
        'select pg_terminate_backend(1)'      || Risk.CHANGES
        'insert into t values (1)'            || Risk.CHANGES
        'select 1; delete from t'             || Risk.DESTROYS
        'drop table t'                        || Risk.DESTROYS
    }

    def "#text is refused before anything runs: #what"() {
        when:
        sql(text, outside)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.what() == what
        problem.where() == where
        problem.remedy().contains(remedy)

        where:
        text                                  | outside || what                                                               | where                                        | remedy
        'select 1;\n  vacuum t'               | false   || "this statement can't run in a transaction"                        | 'b.groovy:4:3\nvacuum t'                     | 'outsideTransaction()'
        'create index concurrently i on t(a)' | false   || "this statement can't run in a transaction"                        | 'b.groovy:3:5\ncreate index concurrently i on t(a)' | 'outsideTransaction()'
        'begin; select 1; commit'             | false   || "a statement that begins or ends a transaction can't be used here" | 'b.groovy:3:5\nbegin'                        | 'remove it'
        'vacuum t; commit'                    | true    || "a statement that begins or ends a transaction can't be used here" | 'b.groovy:3:15\ncommit'                      | 'remove it'
        ' -- nothing '                        | false   || 'there is no statement here'                                       | 'b.groovy:3:5'                               | 'write a statement'
    }

    def "how it is taken back only the author knows"() {
        expect:
        sql('select 1').wayBack() instanceof WayBack.None
    }
}
