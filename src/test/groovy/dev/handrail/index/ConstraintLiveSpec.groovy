package dev.handrail.index

import dev.handrail.index.ConstraintAction.Kind
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Plan
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Tag
import spock.util.concurrent.PollingConditions

@Requires({ LivePostgres.available })
class ConstraintLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    static ConstraintAction constraint(Kind kind, String name, String text = '', String table = 'app.orders') {
        new ConstraintAction('main', table, kind, name, text, Envelope.DEFAULT)
    }

    /** Every kind, on a table that keeps it. */
    static final List<ConstraintAction> ALL = [
        constraint(Kind.NOT_NULL, 'note'), constraint(Kind.NOT_NULL, 'Odd "one"'),
        constraint(Kind.CHECK, 'Amount!', 'amount between 0 and 500 and note in (\'a\', \'b\')'),
        constraint(Kind.FOREIGN_KEY, 'to_customer', '(customer) references app.customers on delete cascade'),
        constraint(Kind.UNIQUE, 'once', 'id, note'), constraint(Kind.UNIQUE, 'later', '(amount) include (note) deferrable initially deferred'),
        constraint(Kind.PRIMARY_KEY, 'orders_pkey', 'id, note')]

    def setup() {
        target.execute('create schema app', 'create table app.customers (id int primary key)',
            'create table app.orders (id int, customer int, amount int, note text, "Odd ""one""" int default 1)',
            'insert into app.customers select generate_series(1, 5)',
            "insert into app.orders select n, n % 5 + 1, n, case n % 2 when 0 then 'a' else 'b' end from generate_series(1, 100) n")
    }

    private Set<String> rules() {
        (target.column("select conname || ' ' || convalidated from pg_constraint where conrelid = 'app.orders'::regclass") +
            target.column("select attname || ' not null' from pg_attribute where attrelid = 'app.orders'::regclass and attnotnull and attnum > 0")) as Set
    }

    private static List<String> shown(Plan plan) { plan.effects()*.show().flatten() }

    def "a column is made not null by a check that is validated before"() {
        when:
        def plan = target.act(constraint(Kind.NOT_NULL, 'note'))

        then:
        shown(plan) == ['alter table app.orders add constraint orders_note_not_null check (note is not null) not valid;',
                        'alter table app.orders validate constraint orders_note_not_null;',
                        'alter table app.orders alter column note set not null;',
                        'alter table app.orders drop constraint orders_note_not_null;']
        plan.effects().every { it.transaction() }
        rules() == ['note not null'] as Set
    }

    def "#action.kind #action.name is put in force once, in transactions of its own, and taken back"() {
        when:
        target.act(action)

        then:
        !rules().empty
        rules().every { !it.endsWith('false') }
        action.plan(target).nothing()

        when:
        target.back(action)

        then:
        rules() == [] as Set
        target.value("select count(*) from pg_indexes where schemaname = 'app' and tablename = 'orders'") == 0

        where:
        action << ALL
    }

    def "#action.kind #action.name that was cut off after #done effects is brought to its end"() {
        given:
        def all = action.plan(target).effects()
        all.take(done).each { target.perform(it) }

        when:
        def rest = target.act(action)

        then:
        rest.effects()*.key() == all.drop(done)*.key()
        action.plan(target).nothing()

        where:
        [action, done] << [[ALL[0], 1], [ALL[1], 2], [ALL[3], 1], [ALL[5], 1], [ALL[6], 4], [ALL[6], 7]]
    }

    def "and taken back from there: #action.kind #action.name after #done"() {
        given:
        action.plan(target).effects().take(done).each { target.keep(it) }

        when:
        target.back(action)

        then:
        rules() == [] as Set
        target.value("select count(*) from pg_indexes where schemaname = 'app' and tablename = 'orders'") == 0

        where:
        [action, done] << [[ALL[0], 1], [ALL[2], 1], [ALL[5], 1], [ALL[6], 3], [ALL[6], 7]]
    }

    def "what others began is brought to its end, and what they made stays when it is taken back: #before"() {
        given:
        target.execute(before)

        when:
        def plan = target.act(action)

        then:
        shown(plan) == effects
        action.plan(target).nothing()

        when:
        target.back(action)

        then:
        rules() == left as Set

        where:
        before                                                                                      | action                                                  || effects | left
        'alter table app.orders add constraint theirs check (note is not null) not valid'            | constraint(Kind.NOT_NULL, 'note')                       || ['alter table app.orders validate constraint theirs;', 'alter table app.orders alter column note set not null;'] | ['theirs true']
        'alter table app.orders add constraint theirs check (note is not null)'                      | constraint(Kind.NOT_NULL, 'note')                       || ['alter table app.orders alter column note set not null;'] | ['theirs true']
        'alter table app.orders add constraint c check (amount >= 0 and amount <= 500) not valid'    | constraint(Kind.CHECK, 'c', 'amount between 0 and 500')  || ['alter table app.orders validate constraint c;'] | ['c true']
        'alter table app.orders add constraint f foreign key (customer) references app.customers not valid' | constraint(Kind.FOREIGN_KEY, 'f', '(customer) references app.customers (id)') || ['alter table app.orders validate constraint f;'] | ['f true']
        'create unique index u on app.orders (id)'                                                   | constraint(Kind.UNIQUE, 'u', 'id')                      || ['alter table app.orders add constraint u unique using index u;'] | []
    }

    def "a leftover of an index that could not be built is dropped with consent, and the rows that break it are shown"() {
        given:
        target.execute("insert into app.orders values (7, 1, 7, E'x\\u001b[31m'), (8, 1, 8, 'a')")
        def action = constraint(Kind.UNIQUE, 'once', 'id')

        when:
        target.act(action)

        then:
        def failure = thrown(EffectFailure)
        failure.problem().why().contains('rows that break it, for example:')
        failure.problem().why().contains('id = 7, rows = 2')
        failure.problem().remedy().contains('mend these rows, then retry')

        when:
        target.execute("delete from app.orders where id in (7, 8)")
        def plan = target.act(action)

        then:
        plan.consents()*.kind() == ['drop-invalid-index']
        rules() == ['once true'] as Set
    }

    def "rows that break #action.kind are shown by key and column, and what is there already is kept"() {
        given:
        target.execute('alter table app.orders add primary key (id)', "insert into app.orders values (900, 77, -1, null)", breaking)

        when:
        target.act(action)

        then:
        def failure = thrown(EffectFailure)
        failure.problem().why().contains(row)
        failure.problem().remedy().contains(query)

        when:
        target.execute('delete from app.orders where id = 900')
        def rest = action.plan(target).effects()

        then:
        rest[0].show()[0].contains('validate constraint')

        where:
        action                                                                  | breaking   || row                          | query
        constraint(Kind.NOT_NULL, 'note')                                       | 'select 1' || 'id = 900, note = null'      | 'select id, note from app.orders handrail_row where (note is null'
        constraint(Kind.CHECK, 'c', 'amount >= 0 -- never below')               | 'select 1' || 'id = 900, amount = -1'      | 'not (amount >= 0 -- never below'
        constraint(Kind.FOREIGN_KEY, 'f', '(customer) references app.customers') | 'select 1' || 'id = 900, customer = 77'   | 'not exists (select from app.customers'
    }

    def "refused: #what"() {
        given:
        target.execute('create table app.parted (id int, at date) partition by range (at)', 'alter table app.customers add constraint c check (id > 0)',
            'create view app.v as select 1 as id')

        when:
        action.plan(target)

        then:
        Problem problem = thrown()
        problem.what().contains(what)
        !problem.remedy().empty

        where:
        action                                                                                 || what
        constraint(Kind.NOT_NULL, 'nope')                                                      || 'app.orders has no column nope'
        constraint(Kind.NOT_NULL, 'id', '', 'app.v')                                           || "can't have a constraint"
        constraint(Kind.CHECK, 'c', "email <> ''", 'app.customers')                             || 'app.customers has another constraint c'
        constraint(Kind.UNIQUE, 'u', 'id, at', 'app.parted')                                    || 'is partitioned'
        constraint(Kind.FOREIGN_KEY, 'f', '(id) references app.customers', 'app.parted')        || 'is partitioned'
        constraint(Kind.PRIMARY_KEY, 'other_pkey', 'id', 'app.customers')                       || 'has a primary key already'
        constraint(Kind.FOREIGN_KEY, 'f', '(customer) references app.nobody')                   || 'there is no table app.nobody'
    }

    def "a mistake is refused when the runbook is read: #text"() {
        when:
        constraint(kind, name, text)

        then:
        thrown(Problem)

        where:
        kind             | name      | text
        Kind.FOREIGN_KEY | 'f'       | 'customer -> customers'
        Kind.CHECK       | 'c'       | "note = 'open"
        Kind.CHECK       | 'n' * 64  | 'true'
    }

    def "not null and check work on a partitioned table with its partitions"() {
        given:
        target.execute('create table app.parted (id int, at date) partition by range (at)',
            "create table app.parted_1 partition of app.parted for values from ('2026-01-01') to ('2027-01-01')",
            "insert into app.parted values (1, '2026-05-05')")

        when:
        target.act(constraint(Kind.NOT_NULL, 'id', '', 'app.parted'))
        target.act(constraint(Kind.CHECK, 'c', 'id > 0', 'app.parted'))

        then:
        target.value("select count(*) from pg_attribute where attrelid in ('app.parted'::regclass, 'app.parted_1'::regclass) and attname = 'id' and attnotnull") == 2
        target.value("select count(*) from pg_constraint where conname = 'c' and convalidated") == 2
    }

    @Tag('long')
    def "who holds the table is in the question, with the consent to end him"() {
        given:
        def other = target.server.connect(target.name)
        other.autoCommit = false
        other.createStatement().execute("set application_name to 'reporting'")
        other.createStatement().execute('select * from app.orders')
        List consents = []

        when:
        new PollingConditions(timeout: 60).eventually {
            assert !constraint(Kind.NOT_NULL, 'note').plan(target).consents().empty
        }
        consents = constraint(Kind.NOT_NULL, 'note').plan(target).consents()

        then:
        consents.size() == 1
        consents[0].kind() == 'end-blockers'
        !consents[0].needed()
        consents[0].what().contains('(reporting, user postgres, idle in transaction for')

        when:
        target.act(constraint(Kind.NOT_NULL, 'note'))

        then:
        rules() == ['note not null'] as Set

        cleanup:
        other?.close()
    }
}
