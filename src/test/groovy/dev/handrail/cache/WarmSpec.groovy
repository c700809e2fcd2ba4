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
        sql.contains('limit') ? Reading.rows(['uuid', 'permissions'], sql.contains('limit 100') ? [[36, 200]] : []) : Reading.of(300_000L)
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
                         'select count(*) from (\nselect uuid, permissions from permission_view\n) handrail_query',
                         'select octet_length(c1::text), octet_length(c2::text) from (\nselect uuid, permissions from permission_view\n)' +
                         ' handrail_query (c1, c2) limit 100']
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

    def "memory is estimated from some rows and held against what is left: #left left"() {
        given:
        def cache = targets.caches.permissions as Seen.SeenCache
        cache.identity = new dev.handrail.runbook.Cache.Identity('h', 6379, 0, '7', 'master', 0, 100 << 20, (100 << 20) + left)
        database.asked = { String sql ->
            sql.contains('limit 0') ? Reading.rows(['uuid', 'permissions'], [])
                : sql.contains('limit 100') ? Reading.rows(['uuid', 'permissions'], [[5, 295]]) : Reading.of(10_000L)
        }

        when:
        Plan plan = warm().plan(targets)

        then: 'the key, the value, and what Redis and a time to live need beside them'
        plan.estimate().bytes() == 10_000L * (10 + 295 + 120)
        plan.hazards()*.code() == hazards

        where:
        left     || hazards
        1 << 20  || ['HZ080']
        10 << 20 || []
    }

    def "a query without a row is nothing to do, unless keys would be replaced"() {
        given:
        database.asked = { String sql -> sql.contains('limit') ? Reading.rows(['uuid', 'permissions'], []) : Reading.of(0L) }

        expect:
        warm().plan(targets).nothing() == 'the query returns no row'
        replacing().plan(targets).effects().size() == 1
    }

    def "what will be sent is held against the user's rights before"() {
        when:
        replacing(Shape.SET).plan(targets)

        then:
        (targets.caches.permissions as Seen.SeenCache).tried == [
            ['SADD', 'perm:1', 'x'], ['PEXPIRE', 'perm:1', '1000'], ['SADD', 'handrail:warm:perm:1', 'x'],
            ['PEXPIRE', 'handrail:warm:perm:1', '1000'], ['PERSIST', 'handrail:warm:perm:1'],
            ['RENAME', 'handrail:warm:perm:1', 'perm:1'], ['UNLINK', 'perm:1']]
    }

    def "lives that are spread are shown as such"() {
        expect:
        new WarmAction('permissions', 'main', SqlText.of('select uuid, permissions from v', new Position('b', 1, 1)), Shape.STRING, 'perm:{uuid}',
            [value: '{permissions}'], Duration.ofHours(1), 1000, false, 10).plan(targets).effects()[0].show().last() ==
            'SET perm:{uuid} {permissions}, expires after 1h or up to 10% earlier'
    }

    private static WarmAction replacing(Shape shape = Shape.STRING) {
        new WarmAction('permissions', 'main',
            SqlText.of('select uuid, permissions from permission_view', new Position('book.groovy', 7, 3)),
            shape, 'perm:{uuid}', [value: '{permissions}'], Duration.ofHours(1), 1000, true, 0)
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
            shape, key, values, Duration.ofHours(1), 1000, false, 0)
    }
}
