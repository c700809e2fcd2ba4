package dev.handrail.migrate.tool

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Plan
import dev.handrail.text.Text
import java.nio.file.Files
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.Timeout

/** Liquibase's own command line, from Maven Central. */
@Requires({ LivePostgres.available && JavaTool.available('liquibase') })
@Timeout(180)
class LiquibaseLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    def setup() {
        Files.createDirectories(target.home.resolve('db'))
        target.home.resolve('db/log.sql').toFile().text = '--liquibase formatted sql\n' + ['one', 'two', 'three'].collect {
            "--changeset bob:$it\ncreate table t_$it (a int);\n--rollback drop table t_$it;\n"
        }.join('')
    }

    private ToolAction liquibase(Map<String, Object> said = [:]) {
        new ToolAction(new Liquibase(), new Project('main', JavaTool.program('liquibase', 'liquibase.integration.commandline.LiquibaseCommandLine'), [],
            [LIQUIBASE_COMMAND_URL: new Text([new Text.Address('main', true)]), LIQUIBASE_COMMAND_CHANGELOG_FILE: Text.of('log.sql')],
            'db', null, said.unchecked as boolean, said.upTo as String, said.downTo as String))
    }

    private List<Object> applied() {
        target.column('select id from databasechangelog order by orderexecuted')
    }

    @Tag('long')
    def "planning makes no tables: where liquibase has none it is not asked"() {
        when:
        liquibase().plan(target)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNDECIDED
        problem.what() == 'liquibase has no history in database main yet'
        target.value("select to_regclass('databasechangelog') is null") == true
    }

    @Tag('long')
    def "what is pending is shown, applied up to exactly that, and rolled back to where the database was"() {
        given:
        target.execute(*TABLES)

        when:
        target.act(liquibase(upTo: 'one'))
        LiveTarget run = new LiveTarget(target.server, target.name, 'r2', target.home)
        Plan plan = run.act(liquibase())

        then:
        plan.effects()[0].show().takeRight(4) == ['  applies, in this order:', '    log.sql::two::bob', '    log.sql::three::bob',
                                                  '  checked: liquibase validate finds no fault']
        plan.effects()[0].tool() ==~ /liquibase \d.*/
        applied() == ['one', 'two', 'three']

        when:
        Plan back = run.back(liquibase())

        then:
        back.effects()[0].call().argv().takeRight(2)*.show() == ['rollback-count', '--count=2']
        applied() == ['one']
        target.value("select to_regclass('t_two') is null") == true
    }

    @Tag('long')
    def "its lock, which outlives a crash, is told with who holds it"() {
        given:
        target.execute(*TABLES, "insert into databasechangeloglock values (1, true, '2026-11-21 10:00:00', 'ana (10.0.0.7)')")

        when:
        liquibase().plan(target)

        then:
        Problem problem = thrown()
        problem.what() == 'a migration of liquibase was begun and did not end well: its lock, held by ana (10.0.0.7) since 2026-11-21 10:00:00'
    }

    /** As liquibase makes them. */
    static final List<String> TABLES = [
        """create table databasechangelog (id varchar(255) not null, author varchar(255) not null, filename varchar(255) not null,
           dateexecuted timestamp not null, orderexecuted int not null, exectype varchar(10) not null, md5sum varchar(35),
           description varchar(255), comments varchar(255), tag varchar(255), liquibase varchar(20), contexts varchar(255),
           labels varchar(255), deployment_id varchar(10))""",
        'create table databasechangeloglock (id int primary key, locked boolean not null, lockgranted timestamp, lockedby varchar(255))']
}
