package dev.handrail.backfill

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Batches
import dev.handrail.runbook.Database
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Estimate
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Reading
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Semantics
import dev.handrail.runbook.Targets
import dev.handrail.runbook.WayBack
import dev.handrail.text.Statement
import spock.lang.Specification

import java.time.Duration

class BackfillActionSpec extends Specification {
    static BackfillAction backfill(Map more = [:]) {
        new BackfillAction('main', 'users', (more.set ?: 'uuid = gen_random_uuid()') as String,
            (more.containsKey('where') ? more.where : 'uuid is null') as String, (more.batch ?: 10_000) as int,
            Duration.ofMillis(50), null, null, more.key as String, Envelope.DEFAULT)
    }

    static Walked users(Map more = [:]) {
        new Walked('public', (more.name ?: 'users') as String, (more.kind ?: 'r') as String,
            (more.keys ?: [new Walked.Key('id', true)]) as List)
    }

    static final Matching SOME = new Matching(true, Estimate.rows(100))

    def "rows are changed in batches along the primary key"() {
        when:
        Plan plan = backfill().plan(users(), 'id', SOME)

        then:
        plan.risk() == Risk.CHANGES
        plan.estimate().show() == 'about 100 rows (catalog)'
        plan.effects().size() == 1
        with(plan.effects()[0] as Batches) {
            table() == 'public.users'
            key() == 'id'
            rows() == 10_000
            semantics() == Semantics.IDEMPOTENT
            show()[0] == 'update public.users set uuid = gen_random_uuid() where uuid is null;'
        }
        plan.hazards().empty
    }

    def "no row that matches is nothing to do"() {
        expect:
        backfill(where: where).plan(users(), 'id', new Matching(false, null)).nothing() == nothing

        where:
        where          || nothing
        'uuid is null' || 'no row of public.users matches uuid is null'
        null           || 'no row of public.users is there'
    }

    def "without where every run changes every row, and the question says so"() {
        expect:
        backfill(where: null).plan(users(), 'id', SOME).hazards()*.code() == ['HZ050']
    }

    def "of the columns #keys, with key #wanted, #expected is walked"() {
        expect:
        users(keys: keys.collect { new Walked.Key(it.key, it.value) }).key(wanted) == expected

        where:
        keys                           | wanted  || expected
        [id: true]                     | null    || 'id'
        [id: true, email: true]        | null    || 'id'
        [email: false, code: true]     | null    || 'code'
        [id: true, email: true]        | 'email' || 'email'
    }

    def "#kind with keys #keys can't be walked by #wanted"() {
        when:
        users(kind: kind, keys: keys.collect { new Walked.Key(it.key, it.value) } ?: [new Walked.Key('x', false)]).key(wanted)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.FAILED
        problem.remedy().contains(remedy)

        where:
        kind | keys           | wanted  || remedy
        'r'  | [:]            | null    || 'unique index'
        'p'  | [:]            | null    || 'name its partitions instead'
        'r'  | [id: true]     | 'email' || "key 'id' would do"
        'r'  | [email: false] | 'email' || 'a column that is not null'
        'v'  | [id: true]     | null    || 'the table behind it'
    }

    def "set #set is refused: it moves the column that is walked"() {
        when:
        backfill(set: set).plan(users(), 'id', SOME)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.what() == 'set changes id, the column that is walked'

        where:
        set << ['id = id + 1', 'a = 1, id=2', '"id" = 3', '(a, id) = (1, 2)', '(id) = row(1)', 'ID = 4']
    }

    def "set #set leaves the column that is walked alone"() {
        expect:
        backfill(set: set).plan(users(), 'id', SOME).effects().size() == 1

        where:
        set << ['a = id', 'a = coalesce(id, 0)', 'account_id = 1', 'a = f(b, id)', '(a, b) = (id, 2)']
    }

    def "what is no piece of SQL is refused when the runbook is loaded: #more"() {
        when:
        backfill(more)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG

        where:
        more << [[set: 'a = 1; drop table t'], [set: "a = 'x"], [where: 'a = (1'], [where: 'a; b'], [batch: -1]]
    }

    def "where looking for a row takes too long, the batches find out"() {
        given:
        Database database = Stub {
            catalog(_, _) >> [[schema: 'public', name: 'users', kind: 'r', column: 'id', not_null: true]]
            ask(_, _) >> { Statement s, v ->
                if (s.sql().startsWith('explain')) {
                    return Reading.of('[]')
                }
                throw new Problem(ExitCode.FAILED, 'statement timeout', '', '', 'wait')
            }
        }
        Targets targets = Stub { it.database('main') >> database }

        expect:
        backfill().plan(targets).effects().size() == 1
    }

    def "what the rows held before only the author can bring back"() {
        expect:
        backfill().wayBack() instanceof WayBack.None
    }
}
