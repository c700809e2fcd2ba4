package dev.handrail.backfill

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.Problem
import dev.handrail.runbook.Envelope
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

import java.time.Duration

@Requires({ LivePostgres.available })
class BackfillLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    static BackfillAction backfill(Map more = [:]) {
        new BackfillAction('main', (more.table ?: 'users') as String, (more.set ?: 'uuid = gen_random_uuid()') as String,
            (more.where ?: 'uuid is null') as String, 100, Duration.ZERO, null, null, more.key as String, Envelope.DEFAULT)
    }

    def setup() {
        target.execute('create table users (id int primary key, uuid uuid, tags jsonb default \'{"a": 1}\')',
            'insert into users select n from generate_series(1, 950) n', 'analyze users')
    }

    def "every row that matches is changed, and then there is nothing to do"() {
        when:
        def plan = target.act(backfill())

        then:
        plan.estimate().count() > 0
        target.value('select count(*) from users where uuid is null') == 0
        backfill().plan(target).nothing() == 'no row of public.users matches uuid is null'
    }

    def "a condition with an operator of question marks and a comment is asked and batched as written"() {
        when:
        target.act(backfill(where: "tags ? 'a' and uuid is null -- not yet"))

        then:
        target.value('select count(*) from users where uuid is null') == 0
    }

    def "the walked column of #table is #key"() {
        given:
        target.execute('create table "Odd Name" (code text not null unique, email text unique, uuid uuid)',
            "insert into \"Odd Name\" values ('x')",
            'create table parted (id int, at date, uuid uuid, primary key (id, at)) partition by range (at)')

        expect:
        Walked.in(target.database, table).key(null) == key

        where:
        table               || key
        'users'             || 'id'
        'public.users'      || 'id'
        'Odd Name'          || 'code'
        'public."Odd Name"' || 'code'
    }

    def "a table with a key of several columns has none to walk"() {
        given:
        target.execute('create table parted (id int, at date, uuid uuid, primary key (id, at)) partition by range (at)')

        when:
        backfill(table: 'parted').plan(target)

        then:
        Problem problem = thrown()
        problem.what() == "public.parted can't be walked in batches"
    }

    def "a table that is not there is named, and so is a mistake in the condition"() {
        when:
        backfill(more).plan(target)

        then:
        Problem problem = thrown()
        problem.what().contains(what) || problem.why().contains(what)

        where:
        more               || what
        [table: 'nope']    || 'there is no table nope in '
        [where: 'nope = 1'] || 'column "nope" does not exist'
    }
}
