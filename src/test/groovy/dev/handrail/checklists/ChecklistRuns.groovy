package dev.handrail.checklists

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveStore
import dev.handrail.spec.BesideRunbooks
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

/** The long form, under {@code -Pchecklists}: each runbook to its end, over a failure, and each of its ways back. */
@Requires({ LivePostgres.available && LiveStore.available && LivePrometheus.available })
@Timeout(600)
class ChecklistRuns extends Specification {
    private static final long THREE_MINUTES = 180_000_000_000

    @Shared
    @AutoCleanup
    Desk desk = new Desk()
    @Shared
    @AutoCleanup
    LiveStore store = new LiveStore('vibes-backups')
    @Shared
    Map<String, String> runs = [:]

    @Shared
    @AutoCleanup(quiet = true)
    LivePrometheus prometheus

    void setupSpec() {
        store.bind()
    }

    void cleanupSpec() {
        LiveStore.unbind()
    }

    private boolean fresh(Checklist list) {
        desk.psql(list.database(), list.fresh) == 't'
    }

    private boolean ends(int exit, List<String> words) {
        int status = desk.handrail(words)
        assert status == exit: desk.said()
        true
    }

    private boolean run(Checklist list, int exit = 0) {
        boolean ended = ends(exit, ['run', list.name] + list.settings(desk.folder) + answers(list))
        runs[list.name] = desk.run()
        ended
    }

    private List<String> answers(Checklist list) {
        if (list.scraped && !prometheus) {
            ends(0, ['plan', list.name])
            prometheus = new LivePrometheus("127.0.0.1:${desk.port(list.name, list.scraped)}")
        }
        list.answers() + (list.scraped ? ['--env', 'sandbox', '--metrics', "default=$prometheus.url".toString()] : [])
    }

    private boolean back(Checklist list, List<String> by = []) {
        ends(0, ['rollback', runs[list.name]] + by + answers(list))
    }

    def "#list runs from its first step to its last, in less than three minutes"() {
        when:
        long begin = System.nanoTime()

        then:
        run(list)
        System.nanoTime() - begin < THREE_MINUTES
        list.later ? ends(0, ['resume', runs[list.name], '--now'] + answers(list)) : true
        !fresh(list)

        where:
        list << Checklist.WANTED
    }

    @Requires({ Checklist.WANTED.any { it.staged } })
    def "#list goes on in another environment only where it has passed in the first"() {
        given:
        Production production = new Production(list, desk)
        List<String> settings = list.settings(desk.folder) + ['--set', list.staged]

        when: 'another one than that in which it has passed'
        int refused = production.runs(list.settings(desk.folder) + ['--set', list.staged.replaceAll(/=.*/, '=elsewhere')])

        then:
        refused == 4
        production.said().contains('this very runbook has passed there')
        production.value('main', list.fresh)
        production.handrail(['abandon', production.run(), '--reason', 'not rehearsed']) == 0

        when:
        int passed = production.runs(settings)

        then:
        assert passed == 0: production.said()
        !production.value('main', list.fresh)

        cleanup:
        production?.close()

        where:
        list << Checklist.WANTED.findAll { it.staged }
    }

    def "the specification beside #list passes"() {
        expect:
        BesideRunbooks.failure(spec(list), desk.folder.resolve("tests-of-$list")) == null

        where:
        list << Checklist.WANTED.findAll { spec(it).toFile().exists() }
    }

    private static Path spec(Checklist list) {
        Path.of("runbooks/$list/${list}.spec.groovy")
    }

    def "#list is taken back step by step"() {
        expect:
        back(list)
        fresh(list)

        where:
        list << Checklist.WANTED
    }

    def "#list stops at a failure that leaves nothing behind, and goes on when it is mended"() {
        given:
        desk.psql(list.database(), list.breaks)

        expect:
        run(list, 1)
        desk.said().contains(list.stops)
        desk.said().contains(list.saying)
        fresh(list)

        when:
        desk.psql(list.database(), list.mends)

        then:
        ends(0, ['resume', runs[list.name]] + answers(list))
        !fresh(list)

        where:
        list << Checklist.WANTED
    }

    def "#list is taken back by its recovery #recovery"() {
        expect:
        fresh(list) ? run(list) : true
        back(list, ['--by', recovery])
        !desk.said().contains('still in MAINTENANCE')
        fresh(list) == (recovery != list.keeping)

        where:
        [list, recovery] << Checklist.WANTED.collectMany { list -> list.recoveries.collect { [list, it] } }
    }
}
