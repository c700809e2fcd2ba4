package dev.handrail.run

import dev.handrail.journal.Event
import dev.handrail.journal.Journal
import dev.handrail.journal.Runs
import dev.handrail.problem.Position
import dev.handrail.runbook.Envelope
import dev.handrail.runbook.Estimate
import dev.handrail.runbook.Hazard
import dev.handrail.runbook.History
import dev.handrail.runbook.Measured
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.runbook.Sql
import dev.handrail.runbook.Targets
import dev.handrail.text.Redactor
import dev.handrail.text.SqlText
import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import spock.lang.Specification
import spock.lang.TempDir

/** Hazards and estimates say how long the work took where it was rehearsed. */
class MeasuringSpec extends Specification {
    static final Instant NOW = Instant.parse('2026-11-21T02:00:00Z')
    static final Position AT = new Position('r.groovy', 9, 3)

    @TempDir
    Path folder

    private Sql work(String sql = 'create index i on t (a)') {
        Sql.inTransaction('main', SqlText.of(sql, AT).statements(), Envelope.DEFAULT)
    }

    private Plan plan(Map<String, Measured> known, Plan plan) {
        Targets targets = Stub() {
            clock() >> Clock.fixed(NOW, ZoneOffset.UTC)
            history() >> Stub(History) { measured('s/a') >> known }
        }
        Measuring.of(targets, 's/a', plan)
    }

    private static Measured measured(String took, String ago, String amount = '') {
        new Measured(Duration.parse(took), 'staging', NOW - Duration.parse(ago), amount)
    }

    private Plan hazardous() {
        Plan.of(Risk.CHANGES, [work()]).with([new Hazard('HZ015', 'an index is built on t (about 9 rows)', 'index', AT)], [])
    }

    private static List<String> keys(Plan plan) {
        Keys.of(plan)
    }

    def "a hazard says how long its statement took, and is the same one as before"() {
        given:
        Plan before = hazardous()

        when:
        Plan told = plan([(keys(before)[0]): measured('PT38S', 'PT50H', 'about 1,204,331 rows, 210 MB')], before)

        then:
        told.hazards()*.what() == ['an index is built on t (about 9 rows) (took 38s on staging, 2 days ago, about 1,204,331 rows, 210 MB)']
        told.hazards()*.key() == before.hazards()*.key()
        told.estimate().show() == 'about 38s (it took so long on staging, 2 days ago, about 1,204,331 rows, 210 MB)'
        keys(told) == keys(before)
    }

    def "what was short, or another work, is not told: #took"() {
        given:
        Plan before = hazardous()

        expect:
        plan([(same ? keys(before)[0] : 'x'): measured(took, 'PT1H')], before) == before

        where:
        took     | same
        'PT0.4S' | true
        'PT40S'  | false
    }

    def "an estimate keeps what it knows, and a time of its own"() {
        given:
        Plan counted = Plan.of(Risk.CHANGES, [work()]).with(Estimate.rows(300_000))
        Plan timed = counted.with(new Estimate(Duration.ofSeconds(5), 3, 'rows', 0, 'catalog'))

        expect:
        plan([(keys(counted)[0]): measured('PT72S', 'PT3H')], counted).estimate().show() ==
            'about 300,000 rows, 1m12s (catalog; it took so long on staging, 3h ago)'
        plan([(keys(timed)[0]): measured('PT72S', 'PT3H')], timed).estimate().time() == Duration.ofSeconds(5)
    }

    def "of several effects the time is told where each was measured"() {
        given:
        Plan two = Plan.of(Risk.CHANGES, [work(), work('create index j on t (b)')]).with(Estimate.rows(1))
        List<String> both = keys(two)

        expect:
        plan([(both[0]): measured('PT2S', 'PT1M'), (both[1]): measured('PT3S', 'PT10M')], two).estimate().show() ==
            'about 1 rows, 5s (catalog; it took so long on staging, 10 minutes ago)'
        plan([(both[0]): measured('PT2S', 'PT1M')], two).estimate().show() == 'about 1 rows (catalog)'
    }

    def "no journal is opened for a transaction without hazards and estimate"() {
        given:
        Targets targets = Mock()

        when:
        Measuring.of(targets, 's/a', Plan.of(Risk.CHANGES, [work('insert into t values (1)')]))

        then:
        0 * targets._
    }

    def "the newest run of this runbook counts, taken back or not; an altered journal is not believed"() {
        given:
        run('r1', 'book', 'staging', 40_000, 0)
        run('r2', 'book', 'sandbox', 7_000, 10)
        run('r3', 'another', 'prod', 9_000, 20)
        Path altered = run('r4', 'book', 'prod', 5_000, 30)
        Files.writeString(altered, Files.readString(altered).replace('"ms":5000', '"ms":9999'))

        when:
        Measured found = new Runs(folder).measured('book')['s/a']['k']

        then:
        found.took() == Duration.ofSeconds(7)
        found.environment() == 'sandbox'
        found.amount() == 'about 1,204,331 rows, 210 MB'
        new Runs(folder.resolve('none')).measured('book') == [:]
    }

    private Path run(String id, String runbook, String environment, long ms, int minute) {
        Clock clock = Clock.fixed(NOW + Duration.ofMinutes(minute), ZoneOffset.UTC)
        Journal journal = Journal.create(folder.resolve(id), id, clock, new Redactor())
        journal.append(new Event.RunStarted(runbook, 'A book', 'f', 'd', [:], environment, [:], [:], [:], 'ana', 'box', '1', null, null), true)
        journal.append(new Event.StepPlanned('s/a', 'forward', 1, 't', 'x', 'changes', [],
            [[code: 'HZ015', what: 'built on t (about 1,204,331 rows, 210 MB); nobody writes']], null, null, null, 'd'), true)
        journal.append(new Event.EffectStarted('s/a', 'forward', 1, 'k', 'sql', 'database', 'main', 'transactional', [:]), true)
        journal.append(new Event.EffectFinished('s/a', 'forward', 1, 'k', 'sql', 'done', null, null, null, ms), true)
        journal.append(new Event.StepFinished('s/a', 'rollback', 1, 'rolled-back', null, null, null, 1), true)
        journal.close()
        Path file = folder.resolve(id).resolve('journal.jsonl')
        file.toFile().setLastModified(clock.millis())
        file
    }
}
