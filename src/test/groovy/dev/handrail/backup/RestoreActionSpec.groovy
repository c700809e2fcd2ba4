package dev.handrail.backup

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Database
import dev.handrail.runbook.Done
import dev.handrail.runbook.Host
import dev.handrail.runbook.Manifest
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Restore
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Swap
import dev.handrail.runbook.Targets
import dev.handrail.runbook.WayBack
import dev.handrail.text.Text
import dev.handrail.text.Values
import spock.lang.Specification

import java.nio.file.Path
import java.time.Instant

class RestoreActionSpec extends Specification {
    static RestoreAction restore(Map more = [:]) {
        new RestoreAction('main', Text.of('before/backup'), more.into as String, more.over as boolean)
    }

    static Manifest made(Map more = [:]) {
        new Manifest('/b/x', (more.database ?: 'shop') as String, (more.system ?: 'sys1') as String, 'r',
            Instant.parse('2026-11-21T10:00:00Z'), 1000, 'd', 'restored', (more.version ?: '15.18 (Debian)') as String, [:], 0, 0, null, 0)
    }

    static Plan plan(RestoreAction action, Manifest backup = made()) {
        Database.Identity identity = new Database.Identity('h', 5432, 'shop', 'ana', 16384, 'sys1', 1, '15.19', 150019, false, false, 1)
        new RestorePlan(action, Naming.of(action, 'shop', '1121-ab2d'), identity, backup).plan()
    }

    static RestoreBack back(List<Map<String, String>> facts) {
        WayBack.By by = restore().wayBack() as WayBack.By
        by.action().apply(new Done('r', 's/t', facts.collect { new Done.Work('x', 'k', it) })) as RestoreBack
    }

    static final Map<String, String> SWAPPED = [name: 'shop', fresh: 'shop_r', kept: 'shop_before_r']

    def "a backup is restored beside the database, which then gives up its name and is kept"() {
        when:
        Plan plan = plan(restore())

        then:
        plan.risk() == Risk.DESTROYS
        plan.effects() == [new Restore('main', Text.of('/b/x'), 'd', 'shop_1121-ab2d', 2),
                           new Swap('main', 'shop', 'shop_1121-ab2d', 'shop_before_1121-ab2d', true)]
        plan.hazards()*.code() == ['HZ073']
        plan.estimate().bytes() == 1000
    }

    def "the new database needs room on the server: #what"() {
        given:
        def backup = new Manifest('/b/x', 'shop', 'sys1', 'r', Instant.EPOCH, 4000, 'd', 'restored', '15.18', [:], 40_000, 0, null, restored)
        def identity = new Database.Identity('h', 5432, 'shop', 'ana', 16384, 'sys1', 1, '15.19', 150019, false, false, 1)
        def action = restore()

        when:
        def outcome
        try {
            Plan plan = new RestorePlan(action, Naming.of(action, 'shop', 'r1'), identity, backup).plan(server == null ? OptionalLong.empty() : OptionalLong.of(server as long))
            outcome = plan.hazards()*.code().contains('HZ076') ? 'hazard' : plan.estimate().basis()
        } catch (Problem e) {
            outcome = e.what()
        }

        then:
        outcome == told

        where:
        what                      | server | restored || told
        'enough'                  | 48_000 | 0        || 'size of the backup'
        'perhaps not'             | 47_000 | 0        || 'hazard'
        'surely not'              | 1_999  | 0        || 'there is no room on the server for the new database'
        'what a trial had is known' | 29_000 | 30_000 || 'hazard'
        'and less is too little'  | 26_000 | 30_000   || 'there is no room on the server for the new database'
        'it can not be seen'      | null   | 30_000   || "size of the backup; the new database needs about 29.3 kB on the server; free space there can't be seen from here"
    }

    def "the new database has the name that the author gives it"() {
        expect:
        (plan(restore(into: 'shop_new')).effects()[1] as Swap).fresh() == 'shop_new'
    }

    def "over drops the kept database last"() {
        when:
        Plan plan = plan(restore(over: true))

        then:
        plan.effects()*.show().last() == ['drop database "shop_before_1121-ab2d" with (force);']
        plan.effects().last().facts() == [dropped: 'shop_before_1121-ab2d']
        restore(over: true).wayBack() instanceof WayBack.Irreversible
    }

    def "a backup of #what is said to be one"() {
        expect:
        plan(restore(), backup).hazards()*.code().contains('HZ074')

        where:
        what                | backup
        'another database'  | made(database: 'crm')
        'another server'    | made(system: 'sys2')
    }

    def "a backup of a newer server is refused"() {
        when:
        plan(restore(), made(version: '16.2'))

        then:
        Problem problem = thrown()
        problem.remedy().contains('version 16')
    }

    def "a name that PostgreSQL would cut off is refused at load"() {
        when:
        restore(into: 'x' * 64)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.WRONG
    }

    def "the backup is that of a step, or that in a folder: #from"() {
        expect:
        Source.of(targets(), from).place() == place

        where:
        from            || place
        'before/backup' || '/b/of-step'
        'old/one'       || '/home/old/one'
    }

    def "a backup that is not there is named: #from"() {
        when:
        Source.of(targets(), from)

        then:
        Problem problem = thrown()
        problem.what() == what

        where:
        from         || what
        'no/such'    || "there is no backup 'no/such'"
        'lost/step'  || 'the backup that step lost/step made is gone'
    }

    def "a backup that another one took the place of is not the one that this run made"() {
        when:
        Source.of(targets(), 'swapped/step')

        then:
        Problem problem = thrown()
        problem.what() == 'the backup that step swapped/step made was replaced by another one'
        problem.why() == 'this run recorded SHA-256 made, and its manifest now says d'
    }

    private Targets targets() {
        Values values = Stub {
            captured('before/backup', 'place') >> Optional.of('/b/of-step')
            captured('lost/step', 'place') >> Optional.of('/b/lost')
            captured('swapped/step', 'place') >> Optional.of('/b/of-step')
            captured('swapped/step', 'digest') >> Optional.of('made')
            captured(_, _) >> Optional.empty()
        }
        Host host = Stub {
            folder(_) >> { String written -> Path.of('/home').resolve(written) }
            backup(_) >> { Path place ->
                place.toString() in ['/b/of-step', '/home/old/one']
                    ? Optional.of(new Manifest(place.toString(), 'shop', 's', 'r', Instant.EPOCH, 1, 'd', 'read', '15', [:], 0, 0, null, 0))
                    : Optional.empty()
            }
        }
        Stub(Targets) {
            it.values() >> values
            it.host() >> host
        }
    }

    def "going back swaps the names back, and what was restored stays aside"() {
        expect:
        back([[into: 'shop_r'], SWAPPED]).plan(['shop', 'shop_before_r'] as Set).effects() ==
            [new Swap('main', 'shop', 'shop_before_r', 'shop_r', true)]
    }

    def "going back twice is nothing to do the second time"() {
        expect:
        back([[into: 'shop_r'], SWAPPED]).plan(['shop', 'shop_r'] as Set).nothing() == 'the name shop is given back already'
    }

    def "going back without the kept database is refused"() {
        when:
        back([[into: 'shop_r'], SWAPPED]).plan(['shop'] as Set)

        then:
        Problem problem = thrown()
        problem.what() == "the database shop_before_r is gone: the name shop can't be given back"
    }

    def "a copy that never got the name is dropped"() {
        expect:
        back([[into: 'shop_r']]).plan(['shop', 'shop_r'] as Set).effects()*.show() == [['drop database shop_r;']]
        back([[into: 'shop_r']]).plan(['shop'] as Set).nothing() == 'the restored copy is gone already'
    }
}
