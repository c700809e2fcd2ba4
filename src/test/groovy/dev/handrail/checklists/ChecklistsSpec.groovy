package dev.handrail.checklists

import dev.handrail.live.LivePostgres
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

/** The short form: each runbook made from a checklist loads without a warning, and plans on what its sandbox holds. */
@Requires({ LivePostgres.available })
@Timeout(300)
class ChecklistsSpec extends Specification {
    @Shared
    @AutoCleanup
    Desk desk = new Desk()

    def "#list loads, and nothing in it is warned of"() {
        expect:
        desk.handrail(['check', '--strict', list.name]) == 0

        where:
        list << Checklist.ALL
    }

    def "#list plans to its last step"() {
        expect:
        desk.handrail(['plan', list.name] + list.settings(desk.folder)) == 0

        where:
        list << Checklist.ALL
    }

    def "each line of #list's checklist has its place in the README, which names only steps that there are"() {
        given:
        desk.handrail(['show', list.name, '--format', 'json'])
        String shown = desk.said()
        List<String> rows = new File("runbooks/$list.name/README.md").readLines()
            .dropWhile { !it.startsWith('## Each line') }.drop(1).takeWhile { !it.startsWith('## ') }.findAll { it.startsWith('| ') }.drop(2)

        expect:
        rows.size() >= lines
        rows.each { assert it.split(/\|/)[2].strip(): it }
        rows.collectMany { (it.split(/\|/)[2] =~ /`([a-z-]+\/[a-z-]+)`/).collect { it[1] } }.unique().each { assert shown.contains(it) }

        where:
        list << Checklist.ALL
        lines = 50
    }
}
