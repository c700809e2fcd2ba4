package dev.handrail.hazard

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

/** PostgreSQL itself says what each statement does; the verdict misses nothing of it, and hardly ever says too much. */
@Requires({ LivePostgres.available })
class HazardOracleSpec extends Specification {
    @Shared
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())
    @Shared
    @AutoCleanup
    Oracle oracle = new Oracle(target)

    def "what PostgreSQL does is foreseen, and nothing else is, but for one in fifty"() {
        given:
        int major = target.database('main').identity().major()
        List<Oracle.Case> cases = Oracle.cases().findAll { it.from <= major }.sort { it.setup }

        when:
        Map<String, Oracle.Verdict> verdicts = cases.collectEntries { [it.toString(), oracle.of(it)] }

        then:
        cases.size() > 300
        verdicts.findAll { it.value.missed } == [:]
        verdicts.findAll { it.value.needless }.size() <= cases.size() / 50
        verdicts.count { it.value.measured == 0 } > 30
    }
}
