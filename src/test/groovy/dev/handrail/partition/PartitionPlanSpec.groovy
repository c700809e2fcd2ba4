package dev.handrail.partition

import dev.handrail.partition.PartitionAction.Retire
import dev.handrail.partition.PartitionAction.Step
import dev.handrail.partition.PartitionBack.State
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Done
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Semantics
import dev.handrail.runbook.WayBack
import spock.lang.Specification
import spock.lang.Timeout

import java.time.ZoneId
import java.time.ZonedDateTime

class PartitionPlanSpec extends Specification {
    static final ZonedDateTime NOW = ZonedDateTime.parse('2026-11-21T10:23Z')

    static PartitionAction monthly(Map more = [:]) {
        new PartitionAction('main', 'audit', (more.by ?: Step.MONTH) as Step, (more.ahead ?: 0) as int, (more.behind ?: 0) as int,
            more.keep as Integer, (more.retire ?: Retire.DETACH) as Retire, more.archive as dev.handrail.text.Text, ZoneId.of((more.zone ?: 'UTC') as String),
            more.template as String, Envelope.DEFAULT)
    }

    /** Partitions by name: the first day and the first day after, or just the month. */
    static Parent audit(Map<String, List<String>> partitions, Map more = [:]) {
        Axis axis = more.axis ?: Axis.TIMESTAMP
        List<Existing> there = partitions.collect { name, ends -> existing(name, ends, axis, more) }
        Table table = new Table(7, 'public', 'audit', 'r', 'at', 'timestamp', (more.owner ?: 'app') as String, more.tablespace as String,
            there*.child(),
            more.fallback ? new Fallback('public', more.fallback as String, true, (more.checks ?: []) as List, ['id', 'at'], (more.deletions ?: []) as List) : null,
            (more.fillings ?: []) as List, (more.referencedBy ?: []) as List, (more.points ?: false) as boolean, (more.major ?: 15) as int)
        new Parent(table, axis, there)
    }

    static Existing existing(String name, List<String> ends, Axis axis, Map more) {
        String bound = 'FOR VALUES FROM (' + ends.collect { it ==~ /M.*VALUE/ ? it : "'$it'" }.join(') TO (') + ')'
        new Existing(new Child(8, 'public', name, 'r', bound, name in (more.detaching ?: []), (more.pointedAt ?: [:])[name] ?: []),
            Bounds.read(bound, axis))
    }

    static Map<String, List<String>> months(String... months) {
        months.collectEntries { String month ->
            def (int year, int number) = month.split('-').collect { it as int }
            String next = number == 12 ? "${year + 1}-01" : String.format('%d-%02d', year, number + 1)
            ["audit_${month.replace('-', '_')}".toString(), [month + '-01 00:00:00', next + '-01 00:00:00']]
        }
    }

    static Plan planned(PartitionAction action, Parent parent, ZonedDateTime now = NOW, String user = 'app', Map<String, Long> displaced = [:]) {
        PartitionPlan plan = new PartitionPlan(action, parent, now, user, Model.PLAIN)
        Coverage coverage = plan.coverage()
        List<Wanted> missing = plan.missing(coverage)
        plan.plan(coverage, missing, displaced ? new Displaced(displaced, '2026-11-02', '2026-11-03') : Displaced.NONE, null)
    }

    static List<String> shown(Plan plan) { plan.effects()*.show().flatten().findAll { !it.startsWith('--') } }

    static List<String> created(Plan plan) { plan.effects()*.facts().findResults { it.created } }

    static List<String> retired(Plan plan) { plan.effects()*.facts().findResults { it.detached ?: it.dropped } }

    def "a missing partition is made apart and then attached, in one transaction"() {
        when:
        Plan plan = planned(monthly(ahead: 1), audit(months('2026-11')))

        then:
        plan.risk() == Risk.CHANGES
        plan.effects()*.semantics() == [Semantics.TRANSACTIONAL]
        plan.effects()[0].show() == ['-- 2026-12', 'create table public.audit_2026_12 (like public.audit including all excluding identity);',
            "alter table public.audit attach partition public.audit_2026_12 for values from ('2026-12-01 00:00:00') to ('2027-01-01 00:00:00');"]
        plan.effects()[0].facts() == [created: 'public.audit_2026_12']
    }

    def "with #there there, ahead #ahead and behind #behind, #created are created"() {
        expect:
        created(planned(monthly(ahead: ahead, behind: behind), audit(months(*there)))) == created.collect { 'public.' + it }

        where:
        there                             | ahead | behind || created
        []                                | 0     | 0      || ['audit_2026_11']
        []                                | 2     | 1      || ['audit_2026_10', 'audit_2026_11', 'audit_2026_12', 'audit_2027_01']
        ['2026-11']                       | 0     | 0      || []
        ['2026-10', '2026-11', '2027-01'] | 2     | 2      || ['audit_2026_09', 'audit_2026_12']
        ['2026-11', '2026-12', '2027-01'] | 2     | 0      || []
    }

    def "what is there is said, where nothing is to do"() {
        expect:
        planned(monthly(more), audit(months('2026-11', '2026-12'))).nothing() == nothing

        where:
        more                || nothing
        [:]                 || 'the partition for 2026-11 is there'
        [ahead: 1]          || 'all partitions from 2026-11 to 2026-12 are there'
        [ahead: 1, keep: 3] || 'all partitions from 2026-11 to 2026-12 are there, and none is older than 3 before the present one'
    }

    def "a period that larger or several partitions hold is not missing"() {
        expect:
        created(planned(monthly(ahead: 2), audit(partitions))) == created

        where:
        partitions                                                                                       || created
        [audit_rest: ['MINVALUE', 'MAXVALUE']]                                                           || []
        [audit_2026: ['2026-01-01', '2027-01-01']]                                                       || ['public.audit_2027_01']
        [a: ['2026-11-01', '2026-11-16'], b: ['2026-11-16', '2026-12-01'], c: ['2026-12-01', 'MAXVALUE']] || []
    }

    def "bounds are exact through a change of clocks: #by in #zone"() {
        when:
        Plan plan = planned(monthly(by: by, ahead: 1, zone: zone), audit([:], [axis: axis]), ZonedDateTime.parse(now))

        then:
        shown(plan).findAll { it.contains('attach') }*.replaceAll(/.*for values /, '') == bounds

        where:
        by         | zone          | axis             | now                                      || bounds
        Step.MONTH | 'Europe/Oslo' | Axis.TIMESTAMPTZ | '2026-10-02T00:00+02:00[Europe/Oslo]'    || ["from ('2026-10-01 00:00:00+02:00') to ('2026-11-01 00:00:00+01:00');", "from ('2026-11-01 00:00:00+01:00') to ('2026-12-01 00:00:00+01:00');"]
        Step.DAY   | 'Europe/Oslo' | Axis.TIMESTAMPTZ | '2026-03-28T12:00+01:00[Europe/Oslo]'    || ["from ('2026-03-28 00:00:00+01:00') to ('2026-03-29 00:00:00+01:00');", "from ('2026-03-29 00:00:00+01:00') to ('2026-03-30 00:00:00+02:00');"]
        Step.HOUR  | 'Europe/Oslo' | Axis.TIMESTAMPTZ | '2026-10-25T02:30+02:00[Europe/Oslo]'    || ["from ('2026-10-25 02:00:00+02:00') to ('2026-10-25 02:00:00+01:00');", "from ('2026-10-25 02:00:00+01:00') to ('2026-10-25 03:00:00+01:00');"]
        Step.HOUR  | 'Europe/Oslo' | Axis.TIMESTAMP   | '2026-03-29T01:30Z'                      || ["from ('2026-03-29 01:00:00') to ('2026-03-29 02:00:00');", "from ('2026-03-29 02:00:00') to ('2026-03-29 03:00:00');"]
        Step.WEEK  | 'Europe/Oslo' | Axis.DATE        | '2026-12-30T00:00Z'                      || ["from ('2026-12-28') to ('2027-01-04');", "from ('2027-01-04') to ('2027-01-11');"]
    }

    def "new partitions are named as the table's are, or as the template says"() {
        expect:
        created(planned(monthly(ahead: 1, template: template), audit(partitions))) == [name]

        where:
        partitions                                                        | template              || name
        [audit_y2026m11: ['2026-11-01', '2026-12-01']]                    | null                  || 'public.audit_y2026m12'
        [old: ['MINVALUE', '2026-11-01'], p1: ['2026-11-01', '2026-12-01']] | null                || 'public.audit_2026_12'
        [audit_2026_11: ['2026-11-01', '2026-12-01']]                     | 'A {yyyy}-{MM}'       || 'public."A 2026-12"'
    }

    def "a name that PostgreSQL would cut off is refused"() {
        when:
        planned(monthly(template: 'a' * 56 + '_{yyyy}_{MM}'), audit([:]))

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
        problem.what().contains('longer than the 63 bytes')
    }

    def "partitions that hold a part of a period only are refused: #partitions"() {
        when:
        planned(monthly(more), audit(partitions, [axis: axis]))

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.FAILED
        problem.what() == what
        problem.why().contains(why)

        where:
        partitions                                                     | axis             | more                  || what                                         | why
        [audit_x: ['2026-11-10', '2026-11-20']]                        | Axis.DATE        | [:]                   || 'public.audit_x holds a part of 2026-11 only' | 'from 2026-11-10 to 2026-11-20'
        [audit_x: ['2026-11-20', 'MAXVALUE']]                          | Axis.DATE        | [:]                   || 'public.audit_x holds a part of 2026-11 only' | 'from 2026-11-20 to no bound'
        [audit_2026_11: ['2026-11-01 00:00:00+00', '2026-12-01 00:00:00+00']] | Axis.TIMESTAMPTZ | [ahead: 2, by: Step.WEEK] || 'public.audit_2026_11 holds a part of 2026-W49 only' | '2026-W49 goes from 2026-11-30'
    }

    def "partitions made in another zone are told apart, not overlapped"() {
        when:
        planned(monthly(zone: 'Europe/Oslo'), audit([a: ['2026-11-01 00:00:00+00', '2026-12-01 00:00:00+00']], [axis: Axis.TIMESTAMPTZ]),
            ZonedDateTime.parse('2026-11-21T10:00+01:00[Europe/Oslo]'))

        then:
        Problem problem = thrown()
        problem.why().contains('from 2026-11-01 01:00:00+01:00 to 2026-12-01 01:00:00+01:00')
        problem.remedy().contains('zone')
    }

    def "keep #keep of #there: #retired are retired"() {
        expect:
        retired(planned(monthly(keep: keep), audit(there))) == retired.collect { 'public.' + it }

        where:
        keep | there                                                                          || retired
        null | months('2025-01', '2026-11')                                                   || []
        2    | months('2026-07', '2026-08', '2026-09', '2026-10', '2026-11')                   || ['audit_2026_07', 'audit_2026_08']
        0    | months('2026-10', '2026-11')                                                    || ['audit_2026_10']
        1    | [old: ['MINVALUE', '2026-10-01']] + months('2026-10', '2026-11')                || ['old']
        1    | [old: ['MINVALUE', '2026-10-02']]                                              || []
        1    | [y: ['2025-01-01', '2026-12-01']]                                              || []
        1    | months('2024-01', '2024-02')                                                    || ['audit_2024_01', 'audit_2024_02']
    }

    def "the last partition stays"() {
        expect:
        Retirement.of(audit(months('2024-01', '2024-02')), monthly(keep: 1), NOW, false)*.name() == ['audit_2024_01']
        Retirement.of(audit(months('2024-01')), monthly(keep: 1), NOW, false) == []
        Retirement.of(audit(months('2024-01')), monthly(keep: 1), NOW, true)*.name() == ['audit_2024_01']
    }

    def "a detach is concurrent where PostgreSQL can: #major, default partition #fallback"() {
        when:
        Plan plan = planned(monthly(keep: 1), audit(months('2026-01', '2026-11'), [major: major, fallback: fallback]))

        then:
        shown(plan) == ["alter table public.audit detach partition public.audit_2026_01$ending;".toString()]
        plan.effects()*.semantics() == [semantics]
        plan.effects()[0].facts() == [detached: 'public.audit_2026_01', bound: "FOR VALUES FROM ('2026-01-01 00:00:00') TO ('2026-02-01 00:00:00')"]
        plan.hazards()*.code() == hazards

        where:
        major | fallback    || ending          | semantics               | hazards
        15    | null        || ' concurrently' | Semantics.IDEMPOTENT    | ['HZ060']
        13    | null        || ''              | Semantics.TRANSACTIONAL | ['HZ060']
        15    | 'audit_def' || ''              | Semantics.TRANSACTIONAL | ['HZ064']
    }

    def "drop destroys, and only where something is dropped"() {
        when:
        Plan plan = planned(monthly(keep: 1, retire: Retire.DROP), audit(months('2026-01', '2026-10', '2026-11')))

        then:
        plan.risk() == Risk.DESTROYS
        shown(plan) == ['drop table public.audit_2026_01;']
        plan.effects()*.semantics() == [Semantics.TRANSACTIONAL]
        monthly(keep: 1, retire: Retire.DROP).ceiling() == Risk.DESTROYS
        monthly(retire: Retire.DROP).ceiling() == Risk.CHANGES
        monthly(keep: 1).ceiling() == Risk.CHANGES

        and:
        planned(monthly(keep: 1, ahead: 1, retire: Retire.DROP), audit(months('2026-10', '2026-11'))).risk() == Risk.CHANGES
    }

    def "an interrupted detach is brought to its end by consent, before anything else"() {
        when:
        Plan plan = planned(monthly(keep: 1, ahead: 1), audit(months('2026-01', '2026-10', '2026-11'), [detaching: ['audit_2026_01']]))

        then:
        plan.consents()*.kind() == ['finalize-detach']
        shown(plan)[0] == 'alter table public.audit detach partition public.audit_2026_01 finalize;'
        created(plan) == ['public.audit_2026_12']
    }

    def "an interrupted detach of a partition that is needed is a person's work"() {
        when:
        planned(monthly(), audit(months('2026-11'), [detaching: ['audit_2026_11']]))

        then:
        Problem problem = thrown()
        problem.what() == 'public.audit_2026_11 is half detached, and 2026-11 needs it'
        problem.remedy().contains('finalize')
    }

    def "#count partitions are made in #effects transactions, #observed"() {
        when:
        Plan plan = planned(monthly(ahead: count - 1), audit([:], observed))

        then:
        plan.effects().size() == effects
        plan.effects()*.facts().collectMany { it.findAll { f -> f.key.startsWith('created') }.values() }.size() == count

        where:
        count | observed                 || effects
        10    | [:]                      || 10
        11    | [:]                      || 1
        1000  | [:]                      || 50
        30    | [points: true]           || 30
        30    | [referencedBy: ['a']]    || 30
        30    | [fallback: 'audit_def']  || 32
    }

    def "going back drops each of several that one transaction made"() {
        when:
        Plan plan = back([[created: 'public.a', 'created 2': 'public.b', 'created 3': 'public.c']])
            .plan('public.audit', []) { it == 'public.b' ? State.ATTACHED : State.ATTACHED_EMPTY }

        then:
        plan.effects()*.show()*.last() == ['drop table public.c;', 'drop table public.a;']
        plan.hazards()*.what() == ['public.b has rows and stays']
    }

    @Timeout(120)
    def "5,000 partitions are planned beside 5,000 that are there, not each against each"() {
        given:
        Map<String, List<String>> days = (0..<5000).collectEntries { ["audit_$it".toString(), [java.time.LocalDate.of(2020, 1, 1).plusDays(it), java.time.LocalDate.of(2020, 1, 2).plusDays(it)]*.toString()] }
        Parent parent = audit(days, [axis: Axis.DATE])

        when:
        Plan plan = planned(monthly(by: Step.DAY, ahead: 5000), parent)

        then:
        created(plan).size() > 0
    }

    def "a partition belongs to whom its table belongs, and lies where its table's lie"() {
        expect:
        shown(planned(monthly(), audit([:], [owner: 'owner', tablespace: 'fast']))) [0..1] == [
            'create table public.audit_2026_11 (like public.audit including all excluding identity) tablespace fast;',
            'alter table public.audit_2026_11 owner to owner;']
    }

    def "hazards: #code"() {
        expect:
        planned(monthly([ahead: 1] + more), audit(months(*there), observed)).hazards()*.code() == [code]

        where:
        there                             | observed                                         | more                            || code
        ['2026-07', '2026-11'] | [:]                                      | [:]                             || 'HZ060'
        ['2026-09', '2026-10', '2026-11'] | [referencedBy: ['orders']]                       | [keep: 1]                       || 'HZ065'
        ['2026-09', '2026-10', '2026-11'] | [pointedAt: [audit_2026_09: ['orders']]]         | [keep: 1, retire: Retire.DROP]  || 'HZ065'
    }

    def "a gap that is filled now is none"() {
        expect:
        planned(monthly(behind: 2), audit(months('2026-08', '2026-11'))).hazards() == []
    }

    def "options that contradict each other are refused at load: #more"() {
        when:
        monthly(more)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG

        where:
        more << [[ahead: -1], [behind: -1], [keep: -1], [keep: 1, behind: 2], [template: '{table}']]
    }

    static PartitionBack back(List<Map<String, String>> facts) {
        WayBack.By by = monthly(keep: 1).wayBack() as WayBack.By
        by.action().apply(new Done('r', 's/t', facts.withIndex().collect { f, i -> new Done.Work('sql', "$i", f) })) as PartitionBack
    }

    def "going back drops what is empty and attaches what was detached, newest first"() {
        when:
        Plan plan = back([[created: 'public.a'], [created: 'public.b'], [detached: 'public.c', bound: "FOR VALUES FROM ('1') TO ('2')"]])
            .plan('public.audit', []) { ['public.a': State.ATTACHED_EMPTY, 'public.b': State.ATTACHED, 'public.c': State.DETACHED][it] }

        then:
        plan.risk() == Risk.CHANGES
        plan.effects()*.show() == [
            ["alter table public.audit attach partition public.c for values from ('1') to ('2');"],
            ['alter table public.audit detach partition public.a;',
             'select 1 / (case when exists (select from public.a) then 0 else 1 end) -- fails where a row came in meanwhile;',
             'drop table public.a;']]
        plan.effects()*.semantics().unique() == [Semantics.TRANSACTIONAL]
        plan.hazards()*.what() == ['public.b has rows and stays']
    }

    def "going back where #facts is now #state: #nothing"() {
        expect:
        back([facts]).plan('public.audit', []) { state }.nothing() == nothing

        where:
        facts                                | state          || nothing
        [created: 'public.a']                | State.GONE     || 'nothing of what this step did is there any more'
        [created: 'public.a']                | State.ATTACHED || 'public.a has rows and stays'
        [created: 'public.a']                | State.DETACHED || 'public.a is no partition any more, and stays'
        [detached: 'public.a', bound: 'x']   | State.ATTACHED || 'nothing of what this step did is there any more'
        [dropped: 'public.a']                | State.GONE     || 'public.a was dropped, and can only come back from a backup'
    }
}
