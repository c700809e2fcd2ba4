package dev.handrail.partition

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.partition.Shares.Hash
import dev.handrail.partition.Shares.Lists
import dev.handrail.partition.Shares.Ranges
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Plan
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

/** Partitions that are named one by one, and partitions that are partitioned themselves. */
@Requires({ LivePostgres.available })
class SharesLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    static SharesAction lists(Map<String, List<String>> values, String template = null) { named(new Lists(values), template) }

    static SharesAction ranges(Map<String, List<String>> ends) {
        named(new Ranges(ends.collectEntries { name, both -> [name, new Ranges.Ends(both[0], both[1])] }))
    }

    static SharesAction named(Shares shares, String template = null) { new SharesAction('main', 't', shares, template, Envelope.DEFAULT) }

    private List<Object> bounds() {
        target.column("select inhrelid::regclass || ' ' || pg_get_expr(relpartbound, inhrelid) from pg_inherits join pg_class c on c.oid = inhrelid"
            + " where inhparent = 't'::regclass order by 1")
    }

    def "lists of #type are created where they are missing, and are there the next time"() {
        given:
        target.execute("create table t (a $type) partition by list (a)", *there)

        when:
        target.act(lists(wanted))

        then:
        bounds() == found
        lists(wanted).plan(target).nothing() == 'all partitions that are named are there'

        where:
        type             | there                                                          | wanted                                    || found
        'text'           | []                                                             | [eu: ['de', 'fr'], us: ['us'], no: [null]] || ["t_eu FOR VALUES IN ('de', 'fr')", 't_no FOR VALUES IN (NULL)', "t_us FOR VALUES IN ('us')"]
        'text'           | ["create table x partition of t for values in ('fr', 'de', 'it')"] | [eu: ['de', 'fr'], us: ['us']]        || ["t_us FOR VALUES IN ('us')", "x FOR VALUES IN ('fr', 'de', 'it')"]
        'int'            | ['create table x partition of t for values in (7)']            | [seven: ['007'], minus: ['-1', '2']]      || ["t_minus FOR VALUES IN ('-1', 2)", 'x FOR VALUES IN (7)']
        'boolean'        | []                                                             | [on: ['yes'], off: ['f']]                 || ['t_off FOR VALUES IN (false)', 't_on FOR VALUES IN (true)']
        'varchar(40)'    | []                                                             | [odd: ["it's", 'a, (b)', 'c\\d', 'NULL']] || ["t_odd FOR VALUES IN ('it''s', 'a, (b)', 'c\\d', 'NULL')"]
    }

    def "ranges of #type are created where they are missing"() {
        given:
        target.execute("create table t (a $type) partition by range (a)", *there)

        when:
        target.act(ranges(wanted))

        then:
        bounds() == found
        ranges(wanted).plan(target).nothing()

        where:
        type      | there                                                                 | wanted                                                   || found
        'bigint'  | []                                                                    | [low: [null, '10'], mid: ['10', '20'], high: ['20', null]] || ["t_high FOR VALUES FROM ('20') TO (MAXVALUE)", "t_low FOR VALUES FROM (MINVALUE) TO ('10')", "t_mid FOR VALUES FROM ('10') TO ('20')"]
        'numeric' | ['create table x partition of t for values from (1.50) to (3)']       | [a: ['1.5', '3.0'], b: ['3', '100']]                     || ["t_b FOR VALUES FROM ('3') TO ('100')", "x FOR VALUES FROM (1.50) TO ('3')"]
        'date'    | ["create table x partition of t for values from ('2024-02-28') to ('2024-03-01')"] | [leap: ['2024-02-29', '2024-03-01']]        || ["x FOR VALUES FROM ('2024-02-28') TO ('2024-03-01')"]
        'text'    | []                                                                    | [a: ['a', 'n'], n: ['n', null]]                          || ["t_a FOR VALUES FROM ('a') TO ('n')", "t_n FOR VALUES FROM ('n') TO (MAXVALUE)"]
    }

    def "parts of a table by hash are created where they are missing"() {
        given:
        target.execute('create table t (a uuid) partition by hash (a)', 'create table other partition of t for values with (modulus 4, remainder 2)')

        when:
        target.act(named(new Hash(4)))

        then:
        bounds() == ['other', 't_0', 't_1', 't_3'].withIndex().collect { n, i -> "$n FOR VALUES WITH (modulus 4, remainder ${[2, 0, 1, 3][i]})".toString() }
        named(new Hash(4)).plan(target).nothing()

        when:
        named(new Hash(8)).plan(target)

        then:
        Problem problem = thrown()
        problem.what() == 'public.other is one of 4, not of 8'
    }

    def "refused: #what"() {
        given:
        target.execute("create table t (a int) partition by $by (a)", *there)

        when:
        action.plan(target)

        then:
        Problem problem = thrown()
        problem.what() == what
        problem.exitCode() == exit

        where:
        by      | there                                                           | action                                   || what                                       | exit
        'list'  | ['create table x partition of t for values in (1, 2)']          | lists(a: ['1', '2', '3'])                || 'public.x holds a part of a only'          | ExitCode.FAILED
        'list'  | []                                                              | lists(a: ['1'], b: ['01'])               || 'the value 01 is in a and b'               | ExitCode.WRONG
        'range' | ['create table x partition of t for values from (5) to (15)']   | ranges(a: ['0', '10'])                   || 'public.x holds a part of a only'          | ExitCode.FAILED
        'range' | []                                                              | ranges(a: ['0', '10'], b: ['9', '20'])   || 'the ranges a and b overlap'               | ExitCode.WRONG
        'range' | []                                                              | ranges(a: ['10', '10'])                  || 'the range a holds nothing'                | ExitCode.WRONG
        'range' | []                                                              | lists(a: ['1'])                          || 'public.t is partitioned by range'         | ExitCode.FAILED
        'hash'  | []                                                              | ranges(a: ['1', '2'])                    || 'public.t is partitioned by hash'          | ExitCode.FAILED
        'list'  | []                                                              | lists([('x' * 70): ['1']])                 || 'the partition name t_' + 'x' * 70 + ' is longer than the 63 bytes that PostgreSQL keeps' | ExitCode.WRONG
        'range' | ['create table t_a (a int)']                                    | ranges(a: ['0', '10'])                   || 'the name public.t_a is taken'             | ExitCode.FAILED
    }

    def "gaps between ranges are told"() {
        given:
        target.execute('create table t (a int) partition by range (a)', 'create table x partition of t for values from (0) to (10)')

        expect:
        ranges(b: ['20', '30']).plan(target).hazards()*.what() == ['no partition holds rows from 10 to 20: they are refused']
    }

    def "rows of a default partition are moved into lists of #type, and it is never read under an exclusive lock"() {
        given:
        target.execute("create table t (a $type, n int) partition by list (a)", 'create table t_rest partition of t default',
            'insert into t select v, g from unnest(array[' + values.collect { it == null ? 'null' : "'$it'" }.join(', ') + "]::$type[]) v, generate_series(1, 10) g")
        List<String> said = []

        when:
        Plan plan = lists(some: [values[0], values[1]], none: [null], quiet: [other]).plan(target)
        target.server.connect(target.name).withCloseable { c ->
            c.createStatement().execute('set client_min_messages to debug1')
            plan.effects().each { effect ->
                effect.show().findAll { !it.startsWith('--') }.each { sql ->
                    c.createStatement().withCloseable { s ->
                        s.execute(sql)
                        for (def w = s.warnings; w != null; w = w.nextWarning) { sql.contains('attach') ? said << w.message : null }
                    }
                }
            }
        }

        then:
        plan.consents()*.kind() == ['move-default-rows']
        target.value('select count(*) from t') == values.size() * 10
        target.value('select count(*) from t_some') == 20
        target.value('select count(*) from t_none') == 10
        !said.any { it == 'verifying table "t_rest"' }

        where:
        type          | values                  | other
        'text'        | ['a', 'b', null, 'zz']  | 'q'
        'int'         | ['1', '2', null, '99']  | '7'
        'varchar(9)'  | ['a', 'b', null, 'zz']  | 'q'
        'date'        | ['2026-01-01', '2026-01-02', null, '2027-01-01'] | '2028-02-29'
    }

    def "a month that is partitioned itself gets successors that are so too, #key"() {
        given:
        target.execute('create table audit (id bigint, at timestamptz not null, region text not null, primary key (id, at, region)) partition by range (at)',
            "create table audit_2026_11 partition of audit for values from ('2026-11-01 00:00+00') to ('2026-12-01 00:00+00') partition by $key",
            *parts)

        when:
        target.act(PartitionLiveSpec.partition(ahead: 1))
        target.execute("insert into audit select 1, '2026-12-24', r from unnest(array['eu', 'us']) r")

        then:
        target.column("select relid::regclass || ' ' || pg_get_expr(relpartbound, relid) from pg_partition_tree('audit_2026_12') join pg_class c on c.oid = relid where level = 1 order by 1") == found
        target.value('select count(*) from audit_2026_12') == 2
        PartitionLiveSpec.partition(ahead: 1).plan(target).nothing()

        when: 'it is taken away again'
        target.act(new PartitionAction('main', 'audit', PartitionAction.Step.MONTH, 0, 0, 1, PartitionAction.Retire.DROP, null,
            java.time.ZoneId.of('UTC'), null, Envelope.DEFAULT).with { a -> target.clock = java.time.Clock.fixed(java.time.Instant.parse('2027-03-01T00:00:00Z'), java.time.ZoneOffset.UTC); a })

        then:
        target.value("select to_regclass('audit_2026_12') is null")

        where:
        key             | parts || found
        'list (region)' | ["create table audit_2026_11_eu partition of audit_2026_11 for values in ('eu') with (fillfactor = 71)", 'create table audit_2026_11_rest partition of audit_2026_11 default'] || ["audit_2026_12_eu FOR VALUES IN ('eu')", 'audit_2026_12_rest DEFAULT']
        'hash (id)'     | (0..1).collect { "create table audit_2026_11_h$it partition of audit_2026_11 for values with (modulus 2, remainder $it)".toString() } || ['audit_2026_12_h0 FOR VALUES WITH (modulus 2, remainder 0)', 'audit_2026_12_h1 FOR VALUES WITH (modulus 2, remainder 1)']
    }
}
