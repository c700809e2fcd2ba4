package dev.handrail.target.host

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Finding
import dev.handrail.runbook.Finding.Verdict
import dev.handrail.runbook.Outcome
import dev.handrail.runbook.Process
import dev.handrail.live.Child as ChildJvm
import dev.handrail.live.LiveExecution
import dev.handrail.seen.Seen
import dev.handrail.text.Redactor
import dev.handrail.text.Secret
import dev.handrail.text.Text
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout
import spock.util.concurrent.PollingConditions

@Timeout(180)
class ProcessPerformerSpec extends Specification {
    @TempDir
    Path folder

    Redactor redactor = new Redactor()
    LiveExecution execution
    ProcessPerformer performer
    PollingConditions soon = new PollingConditions(timeout: 60)

    def setup() {
        execution = new LiveExecution(step: 'section/step', values: new Seen.SeenValues(), logs: folder.resolve('run/logs'))
        performer = new ProcessPerformer(new Workplace(folder, SearchPath.ofEnvironment(), [STAGE: 'sandbox']), redactor)
    }

    def "what it prints is shown, kept for its owner alone, and captured without white space around it"() {
        when:
        Outcome outcome = performer.perform(process(['sh', '-c', 'echo; echo v2.0.0; echo careful >&2'], 'version'), execution)

        then:
        outcome.captured() == [version: 'v2.0.0']
        outcome.facts().exit == '0'
        execution.lines.toSet() == ['', 'v2.0.0', 'careful'] as Set
        Path log = folder.resolve('run/logs').resolve(outcome.facts().log)
        log.fileName.toString() == 'section.step-e1-1.log'
        Files.readAllLines(log).toSet() == ['', 'v2.0.0', 'careful'] as Set
        PosixFilePermissions.toString(Files.getPosixFilePermissions(log)) == 'rw-------'
        PosixFilePermissions.toString(Files.getPosixFilePermissions(log.parent)) == 'rwx------'
    }

    def "its start is on record before it is started"() {
        given:
        execution.whenStarted = { throw new IllegalStateException('the journal is full') }

        when:
        performer.perform(process(['touch', 'made']), execution)

        then:
        thrown(IllegalStateException)
        !Files.exists(folder.resolve('made'))
    }

    def "another exit status than expected is a known failure with the last words"() {
        when:
        performer.perform(process(['sh', '-c', 'echo one; echo "no such host" >&2; exit 3']), execution)

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.FAILED
        failure.problem().what() == 'sh ended with exit status 3'
        failure.problem().why().contains('no such host')
        failure.problem().remedy().contains('logs/section.step-e1-1.log')
    }

    def "the exit status that is expected is a success, and 0 then is not"() {
        expect:
        performer.perform(new Process(texts('sh', '-c', 'exit 3'), [:], '', null, 3, null), execution).facts().exit == '3'

        when:
        performer.perform(new Process(texts('true'), [:], '', null, 3, null), execution)

        then:
        EffectFailure failure = thrown()
        failure.problem().what() == 'true ended with exit status 0, expected 3'
    }

    def "a secret reaches it by its environment or its input, and the log has only its name"() {
        given:
        redactor.learn(new Secret('token', 'secret-of-token'))
        Process effect = new Process(texts('sh', '-c', 'echo "got $TOKEN in $STAGE"; cat'),
            [TOKEN: new Text([new Text.Hidden('token')])], '', new Text([new Text.Hidden('token')]), 0, null)

        when:
        Outcome outcome = performer.perform(effect, execution)

        then:
        execution.lines == ['got secret-of-token in sandbox', 'secret-of-token']
        Files.readAllLines(folder.resolve('run/logs').resolve(outcome.facts().log)) ==
            ['got <secret token> in sandbox', '<secret token>']
        !(execution.facts as String).contains('secret-of-token')
    }

    def "control characters that it prints do not reach the log"() {
        when:
        Outcome outcome = performer.perform(process(['printf', '\\033[31mred\\n']), execution)

        then:
        Files.readString(folder.resolve('run/logs').resolve(outcome.facts().log)) == '\\x1b[31mred\n'
    }

    def "cancelling ends it, and how far it had come is not known"() {
        given:
        CompletableFuture<Outcome> end = CompletableFuture.supplyAsync {
            performer.perform(process(['sh', '-c', 'echo half; sleep 60']), execution)
        }
        soon.eventually { execution.lines == ['half'] }

        when:
        execution.stop()
        end.get()

        then:
        ExecutionException thrown = thrown()
        EffectFailure failure = thrown.cause as EffectFailure
        failure.kind() == EffectFailure.Kind.UNKNOWN
        failure.problem().what() == 'sh was ended before it was done: the operator asked for it'
    }

    def "a cancel before the start starts nothing"() {
        given:
        execution.whenStarted = { execution.stop() }

        when:
        performer.perform(process(['touch', 'made']), execution)

        then:
        EffectFailure failure = thrown()
        failure.kind() == EffectFailure.Kind.CANCELLED
        !Files.exists(folder.resolve('made'))
    }

    def "a program that is not there is a problem before anything is on record"() {
        when:
        performer.perform(process(['no-such-program']), execution)

        then:
        Problem problem = thrown()
        problem.exitCode() == ExitCode.UNREACHABLE
        execution.facts == null
    }

    def "after handrail was killed its program is found again while it runs"() {
        given:
        Process effect = process(['sh', '-c', 'echo working; sleep 60'])
        CompletableFuture<Outcome> end = CompletableFuture.supplyAsync { performer.perform(effect, execution) }
        soon.eventually { execution.lines == ['working'] }

        when:
        var finding = performer.establish(execution.asStarted(effect))

        then:
        finding.verdict() == Verdict.UNKNOWN
        finding.evidence().startsWith('it is still running, process ')

        when:
        execution.stop()
        end.exceptionally { null }.get()

        then:
        performer.establish(execution.asStarted(effect)).evidence() ==
            'it ended with exit status 143, expected 0; what it said is in logs/section.step-e1-1.log'
    }

    def "once it has ended, its exit status says what became of it: #script, captured as #capture"() {
        given:
        Process effect = new Process(texts('sh', '-c', script), [:], '', null, expected, capture)

        when:
        try {
            performer.perform(effect, execution)
        } catch (EffectFailure ignored) {
            // What is seen of it here was not seen where handrail was killed.
        }

        then:
        performer.establish(execution.asStarted(effect)) == new Finding(verdict, evidence)

        where:
        script    | expected | capture || verdict         | evidence
        'exit 0'  | 0        | null    || Verdict.APPLIED | 'it ended with exit status 0, as expected'
        'exit 3'  | 3        | null    || Verdict.APPLIED | 'it ended with exit status 3, as expected'
        'exit 3'  | 0        | null    || Verdict.UNKNOWN | 'it ended with exit status 3, expected 0; what it said is in logs/section.step-e1-1.log'
        'kill $$' | 0        | null    || Verdict.UNKNOWN | 'it ended with exit status 143, expected 0; what it said is in logs/section.step-e1-1.log'
        'echo v1' | 0        | 'v'     || Verdict.UNKNOWN | "it ended with exit status 0, but what it printed, to be kept as 'v', is lost"
    }

    def "a program that outlives handrail leaves its exit status"() {
        given:
        Process effect = process(['sh', '-c', 'echo working; read go < go; echo done >> made'])
        new ProcessBuilder('mkfifo', folder.resolve('go').toString()).start().waitFor()
        ChildJvm child = new ChildJvm(Performs, folder.toString())

        expect:
        soon.eventually { assert child.said('working') }

        when:
        child.kill()
        execution.facts = child.lines.findAll { it.startsWith('fact ') }.collectEntries { it.substring(5).split('=', 2) as List }

        then:
        performer.establish(execution.asStarted(effect)).evidence().startsWith('it is still running, process ')

        when:
        folder.resolve('go').toFile() << 'go\n'

        then:
        soon.eventually { assert performer.establish(execution.asStarted(effect)).verdict() == Verdict.APPLIED }
        folder.resolve('made').toFile().text == 'done\n'
    }

    /** Handrail's part, in a process of its own. */
    static class Performs {
        static void main(String[] arguments) {
            Path folder = Path.of(arguments[0])
            LiveExecution execution = new LiveExecution(step: 'section/step', values: new Seen.SeenValues(), logs: folder.resolve('run/logs'))
            execution.whenStarted = { execution.facts.each { println "fact $it.key=$it.value" } }
            execution.lines = new ArrayList<String>() {
                boolean add(String line) {
                    println line
                    super.add(line)
                }
            }
            new ProcessPerformer(new Workplace(folder, SearchPath.ofEnvironment(), [:]), new Redactor())
                .perform(process(['sh', '-c', 'echo working; read go < go; echo done >> made']), execution)
        }
    }

    def "what an earlier program left does not speak for the next one"() {
        given:
        performer.perform(process(['true']), execution)
        execution.whenStarted = { throw new IllegalStateException('killed') }

        when:
        performer.perform(process(['true']), execution)

        then:
        thrown(IllegalStateException)
        performer.establish(execution.asStarted(process(['true']))).evidence().startsWith('it runs no more, and nothing wrote down')
    }

    def "arguments reach it as they are: #argument"() {
        when:
        performer.perform(process(['printf', '%s', argument]), execution)

        then:
        execution.lines == argument.readLines()

        where:
        argument << ['$HOME `id` "x" \'y\' ; & | > *', '-n', '', 'two\nlines', '$0 $@']
    }

    def "a variable whose name no shell hands on reaches it all the same"() {
        when:
        performer.perform(new Process(texts('env'), ['my.name': Text.of('x')], '', null, 0, null), execution)

        then:
        execution.lines.contains('my.name=x')
    }

    def "directories are relative to the runbook's folder"() {
        given:
        Files.createDirectory(folder.resolve('backend'))

        when:
        performer.perform(new Process(texts('pwd'), [:], 'backend', null, 0, null), execution)

        then:
        execution.lines == [folder.resolve('backend').toRealPath().toString()]
    }

    private static Process process(List<String> argv, String capture = null) {
        new Process(texts(argv as String[]), [:], '', null, 0, capture)
    }

    private static List<Text> texts(String... argv) {
        argv.collect { Text.of(it) }
    }
}
