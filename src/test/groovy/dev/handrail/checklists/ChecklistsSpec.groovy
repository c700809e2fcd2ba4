package dev.handrail.checklists

import dev.handrail.live.LivePostgres
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

/** The short form, on little data: each runbook made from a checklist loads without a warning and plans; one runs. */
@Requires({ LivePostgres.available })
@Timeout(300)
class ChecklistsSpec extends Specification {
    @Shared
    @AutoCleanup
    Desk desk = new Desk()

    def "#list plans to its last step"() {
        expect:
        desk.handrail(['plan', list.name] + list.settings(desk.folder, list.small)) == 0

        where:
        list << Checklist.ALL
    }

    def "mono-uuid-schema runs from its first step to its last, and is taken back"() {
        given:
        Checklist mono = Checklist.ALL.find { it.name == 'mono-uuid-schema' }

        when:
        ends(['run', mono.name] + mono.settings(desk.folder, mono.small) + mono.answers())
        String run = desk.run()

        then:
        desk.psql(mono.database(), mono.fresh) == 'f'

        when:
        ends(['rollback', run] + mono.answers())

        then:
        desk.psql(mono.database(), mono.fresh) == 't'
    }

    def "each line of #list's checklist has its place in the README, which names only steps that there are"() {
        given:
        desk.handrail(['show', list.name, '--format', 'json'])
        String shown = desk.said()

        expect:
        lines(list).size() >= 25
        lines(list).each { assert it[2].strip(): it }
        lines(list).collectMany { (it[2] =~ /`([a-z-]+\/[a-z-]+)`/).collect { it[1] } }.unique().each { assert shown.contains(it) }

        where:
        list << Checklist.ALL
    }

    def "docs/checklists.md counts the lines of #list as they are"() {
        given:
        List<List<String>> lines = lines(list).findAll { it[1].strip() != '\u2013' }
        int none = lines.count { it[2].strip() == '\u2013' }
        int person = lines.count { it[2].strip() != '\u2013' && it[3] =~ /a person|comes with the switch/ }

        expect:
        new File('docs/checklists.md').text
            .contains("/$list.name/README.md) | ${lines.size()} | ${lines.size() - none - person} | $person | $none |")

        where:
        list << Checklist.ALL
    }

    private void ends(List<String> words) {
        int status = desk.handrail(words)
        assert status == 0: desk.said()
    }

    /** The cells of the table that maps a checklist, from the second on. */
    private static List<List<String>> lines(Checklist list) {
        new File("runbooks/$list.name/README.md").readLines()
            .dropWhile { !it.startsWith('## Each line') }.drop(1).takeWhile { !it.startsWith('## ') }
            .findAll { it.startsWith('| ') }.drop(1).collect { it.split(/\|/) as List }
    }
}
