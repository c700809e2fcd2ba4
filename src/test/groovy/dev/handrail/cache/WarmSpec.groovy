package dev.handrail.cache

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Position
import dev.handrail.problem.Problem
import dev.handrail.runbook.Done
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Reading
import dev.handrail.runbook.Risk
import dev.handrail.runbook.TargetRef
import dev.handrail.runbook.Warm
import dev.handrail.runbook.Warm.Shape
import dev.handrail.runbook.WayBack
import dev.handrail.seen.Seen
import dev.handrail.text.SqlText
import java.time.Duration
import spock.lang.Specification

class WarmSpec extends Specification {
    Seen.SeenDatabase database = new Seen.SeenDatabase(asked: { String sql ->
        sql.contains('limit 0') ? Reading.rows(['uuid', 'permissions'], []) : Reading.of(300_000L)
    })
    Seen targets = new Seen(caches: [permissions: new Seen.SeenCache()], databases: [main: database])

    def "rows become keys, their number is estimated from the query itself"() {
        when:
        Plan plan = warm().plan(targets)

        then:
        plan.risk() == Risk.CHANGES
        plan.estimate().count() == 300_000
        plan.effects()[0].show() == ['select uuid, permissions from permission_view;',
                                     'SET perm:{uuid} {permissions}, expires after 1h']
        database.log == ['select * from (\nselect uuid, permissions from permission_view\n) handrail_query limit 0',
                         'select count(*) from (\nselect uuid, permissions from permission_view\n) handrail_query']
    }

    def "a column that the query does not return is refused before anything is written: #key, #values"() {
        when:
        warm(shape, key, values).plan(targets)

        then:
        Problem refused = thrown()
        refused.exitCode() == ExitCode.WRONG
        refused.what() == what
        refused.where() == 'book.groovy:7:3'

        where:
        shape        | key           | values                              | what
        Shape.STRING | 'perm:{id}'   | [value: '{permissions}']            | "the query returns no column 'id'"
        Shape.STRING | 'perm:{uuid}' | [value: '{perms}']                  | "the query returns no column 'perms'"
        Shape.HASH   | 'perm:{uuid}' | ['{role}': '{permissions}']         | "the query returns no column 'role'"
        Shape.STRING | 'perm'        | [value: '{permissions}']            | "every row would be written to the one key 'perm'"
        Shape.JSON   | 'perm'        | [:]                                 | "every row would be written to the one key 'perm'"
    }

    def "a set or a hash may be one key for all rows"() {
        expect:
        warm(shape, 'all', values).plan(targets).effects().size() == 1

        where:
        shape            | values
        Shape.SET        | [value: '{uuid}']
        Shape.SORTED_SET | [member: '{uuid}', score: '1']
        Shape.HASH       | ['{uuid}': '{permissions}']
    }

    def "a count that the server refuses costs the estimate, not the plan"() {
        given:
        database.asked = { String sql ->
            if (sql.contains('limit 0')) {
                return Reading.rows(['uuid', 'permissions'], [])
            }
            throw new Problem(ExitCode.FAILED, 'canceled', '', 'statement timeout', 'ask for less')
        }

        expect:
        warm().plan(targets).estimate() == null
    }

    def "it is taken back by unlinking the keys that its template makes"() {
        when:
        WayBack.By back = warm().wayBack() as WayBack.By

        then:
        back.shown() == 'unlink the keys perm:*'
        back.ceiling() == Risk.CHANGES
        back.action().apply(new Done('run-1', 'cache/warm', [])) == new FlushAction('permissions', 'perm:*', false)
    }

    def "keys that are nothing but a column can't be told from others and have no way back"() {
        expect:
        warm(Shape.STRING, '{uuid}', [value: '{permissions}']).wayBack() instanceof WayBack.None
    }

    def "it is about the cache first"() {
        expect:
        warm().touches() == [TargetRef.cache('permissions'), TargetRef.database('main')]
    }

    def "a replica is not warmed"() {
        given:
        targets.caches.permissions.role = 'slave'

        when:
        warm().plan(targets)

        then:
        thrown(Problem)
    }

    private static WarmAction warm(Shape shape = Shape.STRING, String key = 'perm:{uuid}',
                                   Map<String, String> values = [value: '{permissions}']) {
        new WarmAction('permissions', 'main',
            SqlText.of('select uuid, permissions from permission_view', new Position('book.groovy', 7, 3)),
            shape, key, values, Duration.ofHours(1), 1000, false)
    }
}
