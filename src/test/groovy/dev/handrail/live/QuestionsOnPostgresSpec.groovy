package dev.handrail.live

import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Expectation
import dev.handrail.runbook.Reading
import dev.handrail.seen.Seen
import dev.handrail.target.postgres.Postgres
import dev.handrail.target.postgres.PostgresSpec
import dev.handrail.text.SqlText
import dev.handrail.validate.ContentQuestion
import dev.handrail.validate.Cost
import dev.handrail.validate.Covers
import dev.handrail.validate.Equal
import dev.handrail.validate.ExplainQuestion
import dev.handrail.validate.NoSequentialScan
import dev.handrail.validate.Percentile
import dev.handrail.validate.Rows
import dev.handrail.validate.SchemaQuestion
import dev.handrail.validate.SchemaQuestion.Kind
import dev.handrail.validate.Unchanged
import dev.handrail.validate.Used
import dev.handrail.validate.UsesIndex
import dev.handrail.validate.Valid
import dev.handrail.validate.Within
import dev.handrail.validate.YoungerThan
import dev.handrail.validate.SqlQuestion
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

@Requires({ LivePostgres.available })
class QuestionsOnPostgresSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()
    @Shared
    String name = server.newDatabase()
    @Shared
    @AutoCleanup
    Postgres database = new Postgres(PostgresSpec.login(server.conninfo(name)))
    @Shared
    Seen targets = new Seen(databases: [main: database])

    def setupSpec() {
        server.execute(name,
            'create table users (id int primary key, "Email" text not null, uuid uuid default gen_random_uuid(), constraint users_email unique ("Email"))',
            "insert into users select i, 'u' || i from generate_series(1, 5000) i",
            'create table other (id int, constraint positive check (id > 0))',
            'create table more (id int)', 'alter table more add constraint positive check (id > 0) not valid',
            'create index "Odd Name" on users (uuid)',
            'analyze users',
            'create table events (at timestamptz not null, n int) partition by range (at)',
            "create table events_now partition of events for values from ('2026-11-01 00:00+00') to ('2026-12-01 00:00+00')",
            'create table events_rest partition of events default',
            'create table days (d date) partition by range (d)',
            "create table days_first partition of days for values from (minvalue) to ('2026-11-22')",
            "create table days_late partition of days for values from ('2026-11-23') to (maxvalue)",
            'create table kinds (k text) partition by list (k)',
            "create table kinds_a partition of kinds for values in ('a')",
            "do \$\$ begin create role asker; exception when duplicate_object then null; end \$\$",
            'grant select on users to asker')
    }

    def "column #column is #value"() {
        when:
        Reading read = schema(Kind.COLUMN, column)

        then:
        read.value() == value
        read.facts().not_null == notNull
        read.facts().default == byDefault

        where:
        column              | value     | notNull | byDefault
        'users.id'          | 'integer' | true    | null
        'users.Email'       | 'text'    | true    | null
        'public.users.uuid' | 'uuid'    | false   | 'gen_random_uuid()'
    }

    def "what is not there is no row: #kind #object"() {
        expect:
        schema(kind, object).total() == 0
        !judge(new Rows(true), schema(kind, object)).holds()
        !judge(new Equal(true), schema(kind, object)).holds()

        where:
        kind            | object
        Kind.COLUMN     | 'users.email'
        Kind.COLUMN     | 'nobody.id'
        Kind.INDEX      | 'no_such_index'
        Kind.CONSTRAINT | 'users.no_such'
        Kind.EXTENSION  | 'no_such'
        Kind.PRIVILEGE  | 'select, delete on users for asker'
    }

    def "an index and a constraint are valid or not"() {
        expect:
        judge(new Valid(), schema(kind, object)).holds() == holds

        where:
        kind            | object           | holds
        Kind.INDEX      | 'users_pkey'     | true
        Kind.INDEX      | 'Odd Name'       | true
        Kind.INDEX      | 'gone'           | false
        Kind.CONSTRAINT | 'users_email'    | true
        Kind.CONSTRAINT | 'other.positive' | true
        Kind.CONSTRAINT | 'more.positive'  | false
    }

    def "a constraint's name that several tables have is refused, naming them"() {
        when:
        schema(Kind.CONSTRAINT, 'positive')

        then:
        Problem problem = thrown()
        problem.remedy().contains('more, other')
    }

    def "extensions and privileges"() {
        expect:
        schema(Kind.EXTENSION, 'plpgsql').value() == '1.0'
        schema(Kind.PRIVILEGE, 'select on users for asker').value() == true
        schema(Kind.PRIVILEGE, 'insert, select on users').value() == true
        schema(Kind.PRIVILEGE, 'usage on schema public for asker').value() == true
        schema(Kind.PRIVILEGE, "connect on database $name".toString()).value() == true
    }

    def "partitions of #table cover #moment: #holds"() {
        expect:
        judge(new Covers(moment), schema(Kind.PARTITION, table)).holds() == holds

        where:
        table    | moment       | holds
        'events' | '+2d'        | true
        'events' | '2026-11-01' | true
        'events' | '2026-12-01' | false
        'days'   | '2026-11-21' | true
        'days'   | '2026-11-22' | false
        'days'   | '+2d'        | true
    }

    def "partitions of another kind, or none, are refused"() {
        when:
        judge(new Covers('+2d'), schema(Kind.PARTITION, table))

        then:
        thrown(Problem)

        where:
        table << ['kinds', 'users', 'gone']
    }

    def "a query's index, and its time measured on the server"() {
        when:
        Reading read = new ExplainQuestion('main',
            new SqlText([new SqlText.Raw('select * from users where id = '), new SqlText.Bound(dev.handrail.text.Text.of('7'))],
                Position.NOWHERE), 20, 2).ask(targets)

        then:
        judge(new UsesIndex('users_pkey'), read).holds()
        (read.facts().ms as List).size() == 20
        (read.facts().ms as List).every { it > 0 }
        judge(new Percentile(95, new Within(null, false, 1000d, false, 'below 1s')), read).holds()

        and:
        new ExplainQuestion('main', sql('select sum(id) from users'), 0, 0).ask(targets).facts().indexes == []
    }

    def "a table that is read from end to end is known with its size, an index with how often it was used"() {
        given:
        Reading read = new ExplainQuestion('main', sql("select u.id, o.id from users u, other o where u.\"Email\" like '%7'"), 0, 0).ask(targets)

        expect:
        read.facts().sequential == ['public.users': 5000L, 'public.other': -1L]
        !judge(new NoSequentialScan(4_999), read).holds()
        judge(new NoSequentialScan(5_000), new ExplainQuestion('main', sql('select * from users'), 0, 0).ask(targets)).holds()
        judge(new Cost(new Within(null, false, 1e9d, false, 'below 1e9')), read).holds()
        !judge(new Used(), schema(Kind.INDEX, 'Odd Name')).holds()
    }

    def "measuring changes nothing: a statement that writes is refused"() {
        when:
        new ExplainQuestion('main', sql('delete from other'), 1, 0).ask(targets)

        then:
        thrown(Problem)
    }

    def "content changes with a row, not with the order of rows"() {
        given:
        server.execute(name, 'create table a as select i from generate_series(1, 100) i order by i',
            'create table b as select i from generate_series(1, 100) i order by i desc')
        Reading before = new ContentQuestion('main', 'a').ask(targets)

        expect:
        before.facts().rows == 100L
        new ContentQuestion('main', 'b').ask(targets).value() == before.value()
        judge(new Unchanged(false), new ContentQuestion('main', 'a').ask(targets), before).holds()

        when:
        server.execute(name, 'update a set i = 101 where i = 1')

        then:
        !judge(new Unchanged(false), new ContentQuestion('main', 'a').ask(targets), before).holds()

        cleanup:
        server.execute(name, 'drop table if exists a', 'drop table if exists b')
    }

    def "PostgreSQL's moments are understood"() {
        given:
        Seen now = new Seen(databases: [main: database], clock: java.time.Clock.systemUTC())

        expect:
        new YoungerThan(Duration.ofMinutes(1)).judge(new SqlQuestion('main', sql(text)).ask(now), null, now).holds() == holds

        where:
        text                                 | holds
        'select now()'                       | true
        "select now() - interval '2 min'"    | false
        'select date_trunc(\'second\', now())' | true
    }

    private Reading schema(Kind kind, String object) {
        new SchemaQuestion('main', kind, object).ask(targets)
    }

    private Expectation.Opinion judge(Expectation expectation, Reading read, Reading before = null) {
        expectation.judge(read, before, targets)
    }

    private static SqlText sql(String text) {
        SqlText.of(text, Position.NOWHERE)
    }
}
