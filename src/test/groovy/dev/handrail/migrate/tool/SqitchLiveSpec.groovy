package dev.handrail.migrate.tool

import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Plan
import dev.handrail.text.Text
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.Timeout

@Requires({ LivePostgres.available && new File('/usr/bin/sqitch').canExecute() })
@Timeout(120)
class SqitchLiveSpec extends Specification {
    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    Path project

    def setup() {
        project = target.home.resolve('db')
        ['deploy', 'revert', 'verify'].each { Files.createDirectories(project.resolve(it)) }
        file('sqitch.conf', '[core]\n\tengine = pg\n[user]\n\tname = Spec\n\temail = spec@example.com\n')
        file('sqitch.plan', '%syntax-version=1.0.0\n%project=shop\n\n')
        ['one', 'two', 'three'].each { change(it) }
    }

    private void file(String name, String text) {
        project.resolve(name).toFile().text = text
    }

    private void change(String name, String deploy = "create table t_$name (a int);") {
        project.resolve('sqitch.plan').toFile() << "$name 2026-11-21T10:00:00Z Spec <spec@example.com> # Adds $name\n"
        file("deploy/${name}.sql", "begin;\n$deploy\ncommit;\n")
        file("revert/${name}.sql", "begin;\ndrop table t_$name;\ncommit;\n")
    }

    private ToolAction sqitch(Map<String, Object> said = [:]) {
        new ToolAction(new Sqitch(), new Project('main', [], [],
            [SQITCH_TARGET: new Text([new Text.Literal('db:'), said.url == null ? new Text.Address('main') : new Text.Literal(said.url as String)]),
             PATH: Text.of("${LivePostgres.bin()}:/usr/bin:/bin")],
            'db', said.history as String, said.unchecked as boolean, said.upTo as String, said.downTo as String))
    }

    private List<Object> deployed() {
        target.column('select change from sqitch.changes order by committed_at')
    }

    def "what is pending is shown, deployed up to exactly that, and reverted to where the database was"() {
        given:
        target.act(sqitch(upTo: 'one'))
        LiveTarget run = new LiveTarget(target.server, target.name, 'r2', target.home)

        when:
        Plan plan = run.act(sqitch())

        then:
        plan.effects()[0].show()[0] ==~ /sqitch deploy --to [0-9a-f]{40}/
        plan.effects()[0].show().takeRight(4) == ['  applies, in this order:', '    two  Adds two', '    three  Adds three',
                                                  '  checked: sqitch status says the same, sqitch check finds no divergence']
        deployed() == ['one', 'two', 'three']
        sqitch().plan(target).nothing() == 'everything that sqitch knows is applied'

        when:
        Plan back = run.back(sqitch())

        then:
        back.effects()[0].show()[0] ==~ /sqitch revert -y --to [0-9a-f]{40}/
        deployed() == ['one']

        when:
        target.back(sqitch())

        then:
        deployed() == []
    }

    @Tag('long')
    def "a tag can be named, to go up and to go down"() {
        given:
        project.resolve('sqitch.plan').toFile() << '@v1 2026-11-21T10:00:00Z Spec <spec@example.com> # first\n'
        change('four')

        expect:
        target.act(sqitch(upTo: '@v1'))
        deployed() == ['one', 'two', 'three']
        sqitch(upTo: 'two').plan(target).empty

        when:
        target.act(sqitch())
        target.act(sqitch(downTo: '@v1'))

        then:
        deployed() == ['one', 'two', 'three']

        when:
        sqitch(downTo: 'tow').plan(target)

        then:
        Problem problem = thrown()
        problem.what() == "sqitch has no one change 'tow'"
        problem.remedy().startsWith("did you mean 'two'?")
    }

    @Tag('long')
    def "a change that fails is told with how far it came, where those before it stay: #mode"() {
        given:
        project.resolve('sqitch.conf').toFile() << "[deploy]\n\tmode = $mode\n"
        file('deploy/three.sql', 'begin;\nselect 1/0;\ncommit;\n')

        when:
        target.act(sqitch())

        then:
        EffectFailure failure = thrown()
        failure.problem().what() == what
        failure.problem().why().contains(said)
        deployed() == left

        where:
        mode     | left           | said               | what
        'change' | ['one', 'two'] | 'division by zero' | 'sqitch ended with exit status 2, and its history sqitch.changes shows 2 of 3 that were planned'
        'all'    | []             | 'Deploy failed'    | 'sqitch ended with exit status 2, and its history is as it was'
    }

    @Tag('long')
    def "what was changed after it was deployed is noticed, unless that is left out"() {
        given:
        target.act(sqitch(upTo: 'one'))
        project.resolve('deploy/one.sql').toFile() << '-- more\n'

        when:
        sqitch().plan(target)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNDECIDED
        problem.why().contains('Script signatures diverge at change one')
        sqitch(unchecked: true).plan(target).effects()[0].show().last() == '  its own check is left out (unchecked)'
    }

    @Tag('long')
    def "sqitch that works on another database is noticed"() {
        given:
        target.act(sqitch(upTo: 'one'))
        LiveTarget other = new LiveTarget(target.server)

        when:
        sqitch(url: "postgresql://postgres:live%20specs%20only@127.0.0.1:${target.server.port}/${other.name}").plan(target)

        then:
        Problem problem = thrown()
        problem.what() ==~ /sqitch says that it is at nothing, the history in database main at [0-9a-f]{40}/

        cleanup:
        other.close()
    }

    @Tag('long')
    def "what somebody else put on top since is not reverted with it, and a rewritten plan is noticed"() {
        given:
        target.act(sqitch(upTo: 'one'))
        new LiveTarget(target.server, target.name, 'r2', target.home).act(sqitch(upTo: 'two'))

        when:
        target.back(sqitch())

        then:
        Problem problem = thrown()
        problem.what() == 'change two was deployed on top of what is to be taken back'

        when:
        file('sqitch.plan', project.resolve('sqitch.plan').toFile().text.replace('Adds one', 'Makes one'))
        sqitch(unchecked: true).plan(target)

        then:
        problem = thrown()
        problem.what() ==~ /change [0-9a-f]{40} is deployed, and is not in sqitch's plan/
    }
}
