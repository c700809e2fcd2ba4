package dev.handrail.partition

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.partition.PartitionAction.Retire
import dev.handrail.partition.PartitionAction.Step
import dev.handrail.problem.Problem
import dev.handrail.runbook.Envelope
import dev.handrail.text.Quoting
import dev.handrail.text.Text
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

import java.time.Clock
import java.time.Instant
import java.time.ZoneId
import java.time.ZoneOffset

/** Names that are anything but plain go through the whole life of a partition, and nothing in them is ever run. */
@Requires({ LivePostgres.available })
class HostileNamesLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    private PartitionAction action(String table, Map more = [:]) {
        new PartitionAction('main', table, Step.MONTH, (more.ahead ?: 0) as int, (more.behind ?: 0) as int, more.keep as Integer,
            (more.retire ?: Retire.DETACH) as Retire, more.archive as Text, ZoneId.of('UTC'), more.template as String, Envelope.DEFAULT)
    }

    private int count(String table) {
        target.value("select count(*) from pg_inherits where inhparent = ${Quoting.literal(table)}::regclass") as int
    }

    def "#name in its schema, with the column #column"() {
        given:
        String schema = 'Odd "s" '
        String table = Quoting.identifier(schema) + '.' + Quoting.identifier(name)
        String at = Quoting.identifier(column)
        target.execute("create schema ${Quoting.identifier(schema)}", 'create table bait ()',
            "create table $table (id int, $at timestamptz not null, \"it's\" text, primary key (id, $at)) partition by range ($at)",
            "create table ${Quoting.identifier(schema)}.\"rest; drop table bait; --\" partition of $table default")
        target.execute("alter table $table replica identity using index ${Quoting.identifier(target.value("select c.relname from pg_index x join pg_class c on c.oid = indexrelid where indrelid = ${Quoting.literal(table)}::regclass") as String)}",
            "comment on table $table is 'it''s; \$\$ drop table bait'",
            "insert into $table select n, timestamptz '2026-11-05 00:00+00', 'x' from generate_series(1, 30) n")

        when: 'rows are moved, partitions are created, named, shown'
        target.act(action(table, [behind: 2, ahead: 1]))

        then:
        count(table) == 5
        target.value("select count(*) from only ${Quoting.identifier(schema)}.\"rest; drop table bait; --\"") == 0
        target.value("select count(*) from $table") == 30
        new Surveys(target.database('main'), target.values(), target.clock()).of(Optional.of(table))[0].rows().size() == 5
        action(table, [behind: 2, ahead: 1]).plan(target).nothing()

        when: 'old ones are archived and dropped, others detached and attached again'
        target.act(action(table, [keep: 1, retire: Retire.DROP, archive: Text.of('archive')]))
        target.clock = Clock.fixed(Instant.parse('2026-12-21T10:00:00Z'), ZoneOffset.UTC)
        target.act(action(table, [keep: 1]))

        then:
        count(table) == 3
        target.home.resolve('archive').toFile().list().length == 1

        when:
        target.back(action(table, [keep: 1]))

        then:
        target.value("select count(*) from $table") == 30
        target.value("select to_regclass('bait') is not null")

        where:
        name                        | column
        'we"ird; drop table bait'   | 'at'
        "it's {yyyy} \\ \$\$"       | "at' or true; --"
        'naïve таблица 表'          | 'The "At"'
        'select'                    | 'user'
    }

    def "a name that its months would not fit into is refused, at any number of bytes to a letter"() {
        given:
        target.execute("create table \"${'表' * 19}\" (at date not null) partition by range (at)")

        when:
        action('"' + '表' * 19 + '"').plan(target)

        then:
        Problem problem = thrown()
        problem.what().contains('is longer than the 63 bytes')
    }
}
