package dev.handrail.target.delegated

import dev.handrail.live.Child as ChildJvm
import dev.handrail.live.LiveExecution
import dev.handrail.live.LivePostgres
import dev.handrail.live.LiveTarget
import dev.handrail.runbook.Delegated
import dev.handrail.runbook.Delegated.Stage
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Finding.Verdict
import dev.handrail.runbook.Logbook
import dev.handrail.runbook.Outcome
import dev.handrail.runbook.Process
import dev.handrail.text.Text
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

/** A migrator as hostile as one can be: a shell script that writes its history with psql. */
@Requires({ LivePostgres.available })
@Timeout(120)
class DelegatedPerformerSpec extends Specification {
    static final String SESSION = 'psql -qXv ON_ERROR_STOP=1 "$DATABASE_URL"'

    @AutoCleanup
    LiveTarget target = new LiveTarget(LivePostgres.server())

    PollingConditions soon = new PollingConditions(timeout: 60)
    LiveExecution execution

    def setup() {
        target.execute('create schema "the team"', 'create table "the team".done (id int generated always as identity, name text)')
    }

    /** Plans a, b and c, which {@code script} is to apply. */
    private Delegated effect(String script) {
        Logbook history = new Logbook('tool', ['id', 'name'], true, 'select name as id from <table> order by id', '', null).in(target.database('main'))
        new Delegated('main', new Process(['sh', '-c', script].collect { Text.of(it) }, [DATABASE_URL: new Text([new Text.Address('main')])], '', null, 0, null),
            'tool 1.0', history, history.applied(target.database('main')), ['a', 'b', 'c'].collect { Stage.applies(it, it) }, false, [])
    }

    private static String applies(String... names) {
        names.collect { "$SESSION -c \"insert into \\\"the team\\\".done (name) values ('$it')\"" }.join('; ')
    }

    private Outcome perform(Delegated effect) {
        execution = target.execution(effect)
        target.perform(effect, execution)
    }

    private EffectFailure failing(Delegated effect) {
        try {
            perform(effect)
        } catch (EffectFailure expected) {
            return expected
        }
        throw new AssertionError('it did not fail')
    }

    private found(Delegated effect) {
        target.migrators().establish(execution.asStarted(effect))
    }

    def "it is done exactly when the history shows what was planned, whatever the exit status: #script"() {
        when:
        Outcome outcome = perform(effect(applies('a', 'b', 'c') + '; ' + script))

        then:
        outcome.counts() == [applied: 3L]
        outcome.facts().history == '"the team".done'
        execution.lines == said

        where:
        script   | said
        'exit 0' | []
        'exit 3' | ['tool ended with exit status 3, but its history "the team".done shows all that was planned']
    }

    def "what it did not do is named with its exit status and how far it came: #script"() {
        given:
        Delegated effect = effect(script)

        when:
        EffectFailure failure = failing(effect)

        then:
        failure.kind() == kind
        failure.problem().what() == what
        found(effect).verdict() == verdict

        where:
        script                            || kind                         | verdict             | what
        'exit 0'                          || EffectFailure.Kind.FAILED    | Verdict.NOT_APPLIED | 'tool ended with exit status 0, but its history in database main is as it was: it may work on another database'
        'exit 2'                          || EffectFailure.Kind.FAILED    | Verdict.NOT_APPLIED | 'tool ended with exit status 2, and its history is as it was'
        'kill -SEGV $$'                   || EffectFailure.Kind.FAILED    | Verdict.NOT_APPLIED | 'tool ended with exit status 139 (signal 11), and its history is as it was'
        applies('a', 'b') + '; exit 1'    || EffectFailure.Kind.UNKNOWN   | Verdict.PARTLY      | 'tool ended with exit status 1, and its history "the team".done shows 2 of 3 that were planned'
        applies('a')                      || EffectFailure.Kind.UNKNOWN   | Verdict.PARTLY      | 'tool ended with exit status 0, and its history "the team".done shows 1 of 3 that were planned'
        applies('b') + '; kill -9 $$'     || EffectFailure.Kind.UNKNOWN   | Verdict.UNKNOWN     | 'tool ended with exit status 137 (signal 9), and its history "the team".done shows neither what was there before nor what was planned'
    }

    def "what else it applied is told"() {
        when:
        perform(effect(applies('a', 'z', 'b', 'c')))

        then:
        execution.lines == ['beside what was planned, the history has z']
    }

    def "names are taken as they are, escapes and new lines too"() {
        given:
        String name = 'x\033[31m\n\\n y'
        Delegated plain = effect("$SESSION -c \"insert into \\\"the team\\\".done (name) values (E'x\\\\x1b[31m\\\\n\\\\\\\\n y')\"")
        Delegated effect = new Delegated(plain.database(), plain.call(), plain.tool(), plain.history(), [], [Stage.applies(name, name)], false, [])

        when:
        perform(effect)

        then:
        target.column('select name from "the team".done') == [name]
        found(effect).verdict() == Verdict.APPLIED
    }

    @Tag('long')
    def "it is ended on request, and the history counts once the server is done with its statement"() {
        given:
        Delegated effect = effect("echo working; $SESSION -c 'select pg_sleep(2)'; ${applies('a')}")
        CompletableFuture<Outcome> end = CompletableFuture.supplyAsync { perform(effect) }
        soon.eventually {
            assert target.value("select count(*) from pg_stat_activity where state = 'active' and query like '%pg_sleep(2)%' and pid <> pg_backend_pid()") == 1
        }

        when:
        execution.stop()
        end.get()

        then:
        ExecutionException thrown = thrown()
        EffectFailure failure = thrown.cause as EffectFailure
        failure.kind() == EffectFailure.Kind.CANCELLED
        failure.problem().what() == 'tool was ended before its history showed anything new: the operator asked for it'
        target.value("select count(*) from pg_stat_activity where application_name like 'handrail/r1/%/1'") == 0
    }

    def "what it did before it was ended is kept on record"() {
        given:
        Delegated effect = effect("${applies('a')}; sleep 100")
        CompletableFuture<Outcome> end = CompletableFuture.supplyAsync { perform(effect) }
        soon.eventually { assert target.value('select count(*) from "the team".done') == 1 }

        when:
        execution.stop()
        end.get()

        then:
        ExecutionException thrown = thrown()
        (thrown.cause as EffectFailure).problem().what() ==
            'tool was ended before it was done: the operator asked for it, and its history "the team".done shows 1 of 3 that were planned'
        found(effect).verdict() == Verdict.PARTLY
    }

    def "a cancel before the start starts nothing"() {
        given:
        Delegated effect = effect(applies('a'))
        execution = target.execution(effect)
        execution.whenStarted = { execution.stop() }

        when:
        target.perform(effect, execution)

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.CANCELLED
        target.value('select count(*) from "the team".done') == 0
    }

    def "what changed since the question is not gone over: #change"() {
        given:
        Delegated effect = effect(applies('a', 'b', 'c'))
        target.execute(change)

        when:
        EffectFailure failure = failing(effect)

        then:
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().what() == 'the history of tool changed since the question was asked'
        execution.facts == null

        where:
        change << ["insert into \"the team\".done (name) values ('a')", "insert into \"the team\".done (name) values ('other')"]
    }

    def "a session that is changing the history is waited for by nobody, and named"() {
        given:
        Delegated effect = effect(applies('a', 'b', 'c'))
        def other = target.server.connect(target.name)
        other.autoCommit = false
        other.createStatement().execute("insert into \"the team\".done (name) values ('a')")

        when:
        EffectFailure failure = failing(effect)

        then:
        failure.problem().what() == 'somebody else is changing the history of tool now'
        failure.problem().why() ==~ /process \d+ \(PostgreSQL JDBC Driver\)/
        execution.facts == null

        cleanup:
        other.close()
    }

    def "a history that is gone afterwards proves nothing"() {
        given:
        Delegated effect = effect("${applies('a')}; $SESSION -c 'drop table \"the team\".done'")

        expect:
        failing(effect).kind() == EffectFailure.Kind.FAILED
        found(effect).verdict() == Verdict.NOT_APPLIED
    }

    def "much that it prints is shown, and takes no more memory than a line"() {
        given:
        Delegated effect = effect("yes 'a line of sixty characters, more or less, that says nothing' | head -100000; ${applies('a', 'b', 'c')}")
        long told = 0
        execution = target.execution(effect)
        execution.lines = new ArrayList<String>() {
            boolean add(String line) {
                told++
                true
            }
        }

        when:
        target.perform(effect, execution)

        then:
        told == 100_000
    }

    @Tag('long')
    def "after handrail was killed it is waited for, and the history decides"() {
        given:
        Delegated effect = effect("echo working; sleep 2; ${applies('a', 'b', 'c')}")
        target.home.resolve('script').toFile().text = effect.call().argv()[2].show()
        ChildJvm child = new ChildJvm(Performs, target.server.port as String, target.name, target.home.toString())
        soon.eventually { assert child.said('working') }

        when:
        child.kill()
        execution = target.execution(effect)
        execution.facts = child.lines.findAll { it.startsWith('fact ') }.collectEntries { it.substring(5).split('=', 2) as List }
        execution.facts.replaceAll { name, value -> value.replace('␤', '\n') }

        then:
        found(effect).verdict() == Verdict.APPLIED
        target.column('select name from "the team".done') == ['a', 'b', 'c']

        cleanup:
        child?.close()
    }

    /** Handrail's part, in a process of its own. */
    static class Performs {
        static void main(String[] arguments) {
            LivePostgres server = new LivePostgres(java.nio.file.Path.of('.'), arguments[0] as int)
            LiveTarget target = new LiveTarget(server, arguments[1], 'r1', java.nio.file.Path.of(arguments[2]))
            DelegatedPerformerSpec spec = new DelegatedPerformerSpec()
            spec.target = target
            Delegated effect = spec.effect(target.home.resolve('script').toFile().text)
            LiveExecution execution = target.execution(effect)
            execution.whenStarted = { execution.facts.each { println "fact $it.key=${it.value.replace('\n', '␤')}" } }
            execution.lines = new ArrayList<String>() {
                boolean add(String line) {
                    println line
                    super.add(line)
                }
            }
            target.perform(effect, execution)
        }
    }
}
