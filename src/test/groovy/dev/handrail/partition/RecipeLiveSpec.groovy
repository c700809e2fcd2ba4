package dev.handrail.partition

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.partition.PartitionAction.Retire
import dev.handrail.partition.PartitionAction.Step
import dev.handrail.runbook.Envelope
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

import java.time.ZoneId

/** The page's way from a table that is not partitioned to one that is, as it stands there. */
@Requires({ LivePostgres.available })
class RecipeLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    def "a table becomes the first partition without its rows being read under a lock, and further ones are created"() {
        given:
        String recipe = (new File('docs/steps/partition.md').text =~ /(?s)```sql\n(.*?)```/)[0][1]
        target.execute('create table events (id bigint, at timestamptz not null, note text)', 'create index on events (at)',
            "insert into events select n, timestamptz '2026-11-01 00:00+00' + n * interval '1 minute', 'x' from generate_series(1, 500) n")
        PartitionAction action = new PartitionAction('main', 'events', Step.MONTH, 2, 0, null, Retire.DETACH, null, ZoneId.of('UTC'), null, Envelope.DEFAULT)

        when:
        List<String> said = []
        target.server.connect(target.name).withCloseable { c ->
            c.createStatement().withCloseable { s ->
                s.execute('set client_min_messages to debug1')
                s.execute(recipe)
                for (def w = s.warnings; w != null; w = w.nextWarning) { said << w.message }
            }
        }
        target.act(action)

        then:
        said.contains('partition constraint for table "events_first" is implied by existing constraints')
        target.value('select count(*) from events') == 500
        target.column("select inhrelid::regclass::text from pg_inherits where inhparent = 'events'::regclass order by 1") ==
            ['events_2026_12', 'events_2027_01', 'events_first']
    }
}
