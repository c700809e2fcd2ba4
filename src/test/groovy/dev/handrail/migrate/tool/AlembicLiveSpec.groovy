package dev.handrail.migrate.tool

import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.Delegated
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Finding.Verdict
import dev.handrail.runbook.Plan
import dev.handrail.runbook.Risk
import dev.handrail.text.Text
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.Timeout

@Requires({ LivePostgres.available && AlembicProject.available })
@Timeout(120)
class AlembicLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    private AlembicProject project(String options = '') {
        new AlembicProject(target.home.resolve('backend'), options)
    }

    private ToolAction alembic(Map<String, Object> said = [:]) {
        new ToolAction(new Alembic(), new Project(
            'main', texts(said.program), texts(said.through),
            said.url == null ? [DATABASE_URL: new Text([new Text.Address('main')])] : [DATABASE_URL: Text.of(said.url as String)],
            'backend', said.history as String, said.unchecked as boolean, said.upTo as String, said.downTo as String))
    }

    private static List<Text> texts(Object words) {
        (words as List<String>)?.collect { Text.of(it) } ?: []
    }

    private List<Object> tables() {
        target.column("select relname from pg_class where relname like 't\\_%' and relkind = 'r' order by 1")
    }

    private List<Object> version() {
        target.column('select version_num from alembic_version order by 1')
    }

    private static EffectFailure failing(Closure work) {
        try {
            work()
        } catch (EffectFailure expected) {
            return expected
        }
        throw new AssertionError('it did not fail')
    }

    def "what is pending is shown, applied, and taken back to exactly where the database was"() {
        given:
        project().table('aaaa1').table('aaaa2', ['aaaa1'])
        target.act(alembic(upTo: 'aaaa1'))
        project().table('aaaa3', ['aaaa2'])

        when:
        Plan plan = alembic().plan(target)

        then:
        plan.risk() == Risk.CHANGES
        plan.effects()[0].show() == [
            'alembic upgrade aaaa3', '  with DATABASE_URL=<url of main>', '  in backend',
            '  alembic 1.8.1; its history public.alembic_version shows aaaa1', '  applies, in this order:',
            '    aaaa2 makes aaaa2', '    aaaa3 makes aaaa3', '  checked: alembic current says the same'].collect {
                it.replace('1.8.1', (plan.effects()[0] as Delegated).tool() - 'alembic ') }

        when:
        LiveTarget run = new LiveTarget(target.server, target.name, 'r2', target.home)
        run.act(alembic())

        then:
        version() == ['aaaa3']
        tables() == ['t_aaaa1', 't_aaaa2', 't_aaaa3']
        alembic().plan(target).nothing() == 'everything that alembic knows is applied'

        when:
        Plan back = run.back(alembic())

        then:
        back.risk() == Risk.DESTROYS
        back.effects()*.call()*.argv()*.join(' ') == ['alembic downgrade aaaa1']
        version() == ['aaaa1']
        tables() == ['t_aaaa1']
    }

    @Tag('long')
    def "a database without any history gets one, and loses all of it again"() {
        given:
        project().table('aaaa1').table('aaaa2', ['aaaa1'])

        when:
        Plan plan = target.act(alembic())

        then:
        plan.effects()[0].show().any { it.endsWith('; its history is not there yet') }
        version() == ['aaaa2']

        when:
        target.back(alembic())

        then:
        version() == []
        tables() == []
    }

    @Tag('long')
    def "downTo takes back everything after a revision"() {
        given:
        project().table('aaaa1').table('aaaa2', ['aaaa1']).table('aaaa3', ['aaaa2'])
        target.act(alembic())

        when:
        Plan plan = target.act(alembic(downTo: downTo))

        then:
        plan.risk() == Risk.DESTROYS
        version() == left
        alembic(downTo: downTo).plan(target).nothing() == "nothing after $downTo is applied"

        where:
        downTo  | left
        'aaaa1' | ['aaaa1']
    }

    @Tag('long')
    def "branches are applied together only where that is said, and taken back branch by branch"() {
        given:
        project().table('aaaa1').table('aaaa2', ['aaaa1']).table('bbbb2', ['aaaa1'])
        target.act(alembic(upTo: 'aaaa1'))
        LiveTarget run = new LiveTarget(target.server, target.name, 'r2', target.home)

        when:
        alembic().plan(target)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNDECIDED
        problem.what().startsWith('alembic has 2 heads: ')
        problem.remedy().contains("upTo 'heads'")

        when:
        run.act(alembic(upTo: 'heads'))

        then:
        version() == ['aaaa2', 'bbbb2']

        when:
        project().revision('cccc3', ['aaaa2', 'bbbb2'], 'pass')
        LiveTarget merging = new LiveTarget(target.server, target.name, 'r3', target.home)
        merging.act(alembic())

        then:
        version() == ['cccc3']

        when:
        merging.back(alembic())
        run.back(alembic())

        then:
        version() == ['aaaa1']
        tables() == ['t_aaaa1']
    }

    @Tag('long')
    def "a revision that needs one of another branch comes after it"() {
        given:
        project().table('aaaa1').table('bbbb1').table('aaaa2', ['aaaa1'], "'bbbb1'")

        when:
        target.act(alembic(upTo: 'aaaa2'))

        then:
        version() == ['aaaa2']
        tables() == ['t_aaaa1', 't_aaaa2', 't_bbbb1']

        when:
        target.back(alembic())

        then:
        version() == []
    }

    @Tag('long')
    def "what somebody else put on top since is not taken back with it"() {
        given:
        project().table('aaaa1')
        target.act(alembic())
        project().table('aaaa2', ['aaaa1'])
        new LiveTarget(target.server, target.name, 'r2', target.home).act(alembic())

        when:
        target.back(alembic())

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNDECIDED
        problem.what() == 'revision aaaa2 stands on aaaa1, which is to be taken back'
        version() == ['aaaa2']
    }

    @Tag('long')
    def "alembic that works on another database is noticed before, or at the latest after"() {
        given:
        project().table('aaaa1').table('aaaa2', ['aaaa1'])
        target.act(alembic(upTo: 'aaaa1'))
        LiveTarget other = new LiveTarget(target.server)
        String url = "postgresql://postgres:live%20specs%20only@127.0.0.1:${target.server.port}/${other.name}"

        when:
        alembic(url: url).plan(target)

        then:
        Problem problem = thrown()
        problem.what() == 'alembic says that it is at nothing, the history in database main at aaaa1'
        other.value("select to_regclass('alembic_version') is null") == true

        when:
        EffectFailure failure = failing { target.act(alembic(url: url, unchecked: true)) }

        then:
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().what() == 'alembic ended with exit status 0, but its history in database main is as it was: it may work on another database'
        version() == ['aaaa1']

        cleanup:
        other.close()
    }

    @Tag('long')
    def "of several tables that could be the history one has to be named"() {
        given:
        project('version_table_schema="Other \'s", version_table="v"').table('aaaa1').table('aaaa2', ['aaaa1'])
        target.execute('create table alembic_version (version_num varchar(32) primary key)', 'create schema "Other \'s"',
            'create table "Other \'s".v (version_num varchar(32) primary key)', "insert into alembic_version values ('zzzz9')")

        when:
        alembic().plan(target)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNDECIDED
        problem.what() == 'several tables could be the history of alembic: "Other \'s".v, public.alembic_version'

        when:
        target.act(alembic(history: '"Other \'s".v'))

        then:
        target.column('select version_num from "Other \'s".v') == ['aaaa2']

        when:
        target.execute('create table public.mine (a int)')
        alembic(history: 'public.mine').plan(target)

        then:
        problem = thrown()
        problem.what() == 'public.mine is no history of alembic'
    }

    @Tag('long')
    def "a database that is further than the files is left alone"() {
        given:
        project().table('aaaa1')
        target.execute('create table alembic_version (version_num varchar(32) primary key)', "insert into alembic_version values ('feed1')")

        when:
        alembic().plan(target)

        then:
        Problem problem = thrown()
        problem.what() == "alembic does not answer: exit status 255" || problem.what().contains('feed1')

        when:
        alembic(unchecked: true).plan(target)

        then:
        problem = thrown()
        problem.what() == "the database is at revision feed1, which alembic's files do not have"
    }

    @Tag('long')
    def "a history that may not be read is told with the right that is missing"() {
        given:
        project().table('aaaa1')
        target.act(alembic())
        target.execute('drop role if exists blind', 'create role blind')
        LiveTarget seen = new LiveTarget(target.server, target.name, 'r9', target.home, 'blind')

        when:
        alembic().plan(seen)

        then:
        Problem problem = thrown()
        problem.what().contains('permission denied for table alembic_version')

        cleanup:
        seen.leave()
        target.execute('drop role blind')
    }

    def "a migration that fails leaves nothing, and what alembic said is told"() {
        given:
        project().table('aaaa1').revision('aaaa2', ['aaaa1'], "op.execute('select 1/0')")

        when:
        EffectFailure failure = failing { target.act(alembic()) }

        then:
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().what() == 'alembic ended with exit status 1, and its history is as it was'
        failure.problem().why().contains('division by zero')
        tables() == []
    }

    @Tag('long')
    def "where each migration is a transaction of its own the history tells how far it came"() {
        given:
        project('transaction_per_migration=True').table('aaaa1').table('aaaa2', ['aaaa1']).revision('aaaa3', ['aaaa2'], up)
        Delegated effect = alembic().plan(target).effects()[0] as Delegated
        LiveExecution execution = target.execution(effect)

        when:
        EffectFailure failure = failing { target.perform(effect, execution) }

        then:
        failure.kind() == EffectFailure.Kind.UNKNOWN
        failure.problem().what() == "alembic ended with exit status $exit, and its history public.alembic_version shows 2 of 3 that were planned"

        and:
        with(target.migrators().establish(execution.asStarted(effect))) {
            verdict() == Verdict.PARTLY
            evidence() == 'its history public.alembic_version shows 2 of 3'
        }

        and: 'the next plan goes on behind it'
        (alembic().plan(target).effects()[0] as Delegated).stages()*.id() == ['aaaa3']

        where:
        up                        | exit
        'os.kill(os.getpid(), 9)' | '137 (signal 9)'
    }

    def "alembic that is not there is told with what to install, and one that does not start with what it said"() {
        given:
        project().table('aaaa1')

        when:
        alembic(program: [program]).plan(target)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNREACHABLE
        problem.what() == what

        where:
        program         | what
        'no-alembic'    | "the program 'no-alembic' was not found"
        'false'         | "alembic can't be started: exit status 1"
    }

    @Tag('long')
    def "it is started through what the author says"() {
        given:
        project().table('aaaa1')

        when:
        Plan plan = target.act(alembic(through: ['env', 'THROUGH=1']))

        then:
        plan.effects()[0].show()[0] == 'env THROUGH=1 alembic upgrade aaaa1'
        version() == ['aaaa1']
    }
}
