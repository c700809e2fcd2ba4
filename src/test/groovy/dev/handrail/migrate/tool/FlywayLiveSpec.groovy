package dev.handrail.migrate.tool

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Plan
import dev.handrail.runbook.WayBack
import dev.handrail.text.Text
import java.nio.file.Files
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.Timeout

/** Flyway's own command line, from Maven Central. */
@Requires({ LivePostgres.available && JavaTool.available('flyway') })
@Timeout(180)
class FlywayLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    def setup() {
        file('V1__first.sql', 'create table one (a int);')
        file('V2__second_one.sql', 'create table two (a int);')
        file('R__view.sql', 'create or replace view v as select 1 as a;')
    }

    private void file(String name, String sql) {
        Files.createDirectories(target.home.resolve('db/sql'))
        target.home.resolve("db/sql/$name").toFile().text = sql
    }

    private ToolAction flyway(Map<String, Object> said = [:]) {
        new ToolAction(new Flyway(), new Project('main', JavaTool.program('flyway', 'org.flywaydb.commandline.Main'), [],
            [FLYWAY_URL: new Text([new Text.Address('main', true)]), FLYWAY_LOCATIONS: Text.of('filesystem:sql')],
            'db', null, said.unchecked as boolean, said.upTo as String, null))
    }

    private List<Object> applied() {
        target.column('select coalesce(version, description) from flyway_schema_history order by installed_rank')
    }

    @Tag('long')
    def "what is pending is shown and applied up to exactly that, a repeatable migration each time that it changed"() {
        when:
        Plan plan = target.act(flyway(upTo: '1'))

        then:
        plan.effects()[0].show().takeRight(6)*.replaceFirst(/flyway \d[\d.]*;/, 'flyway 1;') == [
            '  in db', '  flyway 1; its history is not there yet', '  applies, in this order:', '    1 first', '    repeatable view',
            '  checked: flyway validate finds no difference']
        plan.effects()[0].call().argv().last() == Text.of('-target=1')
        applied() == ['1', 'view']

        when:
        file('R__view.sql', 'create or replace view v as select 2 as a;')
        Plan more = target.act(flyway())

        then:
        more.effects()[0].stages()*.id() == ['2', 'R view #2']
        applied() == ['1', 'view', '2', 'view']
        flyway().plan(target).nothing() == 'everything that flyway knows is applied'
        flyway().wayBack() instanceof WayBack.None
    }

    @Tag('long')
    def "what fails is told with how far it came, and what was left broken stops the next plan"() {
        given:
        file('V2__second_one.sql', 'select 1/0;')

        when:
        target.act(flyway(unchecked: true))

        then:
        EffectFailure failure = thrown()
        failure.problem().what() ==~ /flyway ended with exit status \d, and its history public.flyway_schema_history shows 1 of 3 that were planned/
        failure.problem().why().contains('division by zero') || failure.problem().why().contains('failed!')

        when:
        file('V1__first.sql', 'select 2;')
        flyway().plan(target)

        then:
        Problem changed = thrown()
        changed.exitCode() == ExitCode.UNDECIDED
        changed.why().contains('Migration checksum mismatch for migration version 1')

        when:
        target.execute("insert into flyway_schema_history values (9, '2', 'second one', 'SQL', 'V2__second_one.sql', 1, 'x', now(), 1, false)")
        flyway().plan(target)

        then:
        Problem broken = thrown()
        broken.what() == 'a migration of flyway was begun and did not end well: 2'
    }
}
