package dev.handrail.target.host

import dev.handrail.problem.ExitCode
import dev.handrail.problem.Problem
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Finding.Verdict
import dev.handrail.runbook.Outcome
import dev.handrail.runbook.Process
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

@Timeout(60)
class ProcessPerformerSpec extends Specification {
    @TempDir
    Path folder

    Redactor redactor = new Redactor()
    LiveExecution execution
    ProcessPerformer performer
    PollingConditions soon = new PollingConditions(timeout: 10)

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
            'it runs no more; what it said is in logs/section.step-e1-1.log'
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
