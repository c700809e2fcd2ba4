package dev.handrail.hazard

import dev.handrail.hazard.schema.Name
import dev.handrail.hazard.schema.Schema
import dev.handrail.hazard.statement.Impact
import dev.handrail.hazard.statement.Judge
import dev.handrail.problem.Position
import dev.handrail.text.SqlText
import spock.lang.Specification

/** Verdicts against what PostgreSQL 11 to 18 really did: 112 statements on each, measured once, kept as a resource. */
class MeasuredLocksSpec extends Specification {
    def "#measured is judged as it was measured"() {
        given:
        Judge judge = new Judge(new Schema(measured.major, true, false))
        statements(measured.setup).each { judge.judge(it) }
        judge.schema().settle()
        Set<String> tables = measured.locks.keySet().findAll { judge.schema().find(Name.of(it)).present }

        when:
        Impact impact = statements(measured.sql).collect { judge.judge(it) }.last()

        then: 'on every lock stronger than a reader takes, and on every reader of a table'
        impact.locks().collectEntries { name, mode -> [name, mode.name()] } ==
            measured.locks.findAll { name, mode -> mode != 'ACCESS_SHARE' || name in tables }

        and: 'on what is written anew'
        impact.rewritten() == measured.files

        and: 'on what is read from end to end, the sequence of scans aside that build an empty index'
        measured.files || impact.scanned() == measured.scans

        where:
        measured << Measured.all().findAll { !it.refused && it.setup.indexOf('NOT NULL a NOT VALID') < 0 || it.major == 18 && !it.refused }
    }

    def "the measurements are all there"() {
        expect:
        Measured.all()*.name.unique().size() == 112
        Measured.all()*.major.unique().sort() == (11..18).toList()
    }

    private static List<String> statements(String sql) {
        SqlText.of(sql, Position.NOWHERE).statements()*.shown()
    }
}
