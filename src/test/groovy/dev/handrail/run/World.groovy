package dev.handrail.run

import dev.handrail.problem.Problem
import dev.handrail.runbook.Cache
import dev.handrail.runbook.Database
import dev.handrail.runbook.Effect
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Execution
import dev.handrail.runbook.Finding
import dev.handrail.runbook.Guard
import dev.handrail.runbook.History
import dev.handrail.runbook.Host
import dev.handrail.runbook.Metrics
import dev.handrail.runbook.Outcome
import dev.handrail.runbook.Performer
import dev.handrail.runbook.Reading
import dev.handrail.runbook.RowSink
import dev.handrail.runbook.Semantics
import dev.handrail.runbook.Service
import dev.handrail.runbook.Started
import dev.handrail.runbook.TargetRef
import dev.handrail.runbook.Targets
import dev.handrail.text.Secret
import dev.handrail.text.Statement
import dev.handrail.text.Values
import java.time.Clock
import java.time.Duration
import java.time.Instant

/** A world of its own for the engine: effects leave a trace, and what they left is all that outlives a crash. */
class World implements Targets, Performer, Guard, Values {
    /** Keys of effects in the order in which they took hold. */
    final List<String> applied = []
    final Map<String, Reading> readings = [:]
    final Map<String, Closure> trouble = [:]
    final Map<String, Duration> tookBack = [:]
    Clock clock
    boolean proves = true
    /** What is found of an effect whose end nobody saw, where that is said. */
    Finding.Verdict finds
    Map<String, String> captured = [:]
    /** What is known of each effect once it began. */
    Map<String, String> facts = [:]
    int verified
    final Map<TargetRef, List<Guard.Mark>> marks = [:]
    final List<String> marked = []
    boolean lost
    /** Backups whose run was noted to be over. */
    final List<Map<String, Collection<String>>> over = []
    /** The round of each doing, in the order in which they began. */
    final List<String> rounds = []
    /** What going back told before its first step. */
    final List<List<String>> overviews = []

    @Override
    Outcome perform(Effect effect, Execution execution) {
        execution.started([at: 'world'] + facts)
        String name = effect.show().join(' ')
        rounds << "${execution.phase()} $name ${execution.round()}".toString()
        trouble[name]?.call(execution)
        applied << "${execution.phase()} ${name}".toString()
        trouble["after $name".toString()]?.call(execution)
        Outcome.counted('rows', 1).fact('name', name).capturing(captured, [:])
    }

    @Override
    Finding establish(Started started) {
        if (finds != null) {
            return new Finding(finds, 'the history shows it')
        }
        if (started.semantics() == Semantics.TRANSACTIONAL && proves) {
            boolean there = applied.any { it.startsWith(started.phase()) && keyOf(it) == started.effect() }
            return new Finding(there ? Finding.Verdict.APPLIED : Finding.Verdict.NOT_APPLIED, 'marker')
        }
        started.semantics() == Semantics.IDEMPOTENT
            ? new Finding(Finding.Verdict.PLAN_AGAIN, 'looked at again')
            : new Finding(Finding.Verdict.UNKNOWN, 'nothing proves it')
    }

    private final Map<String, String> keys = [:]

    /** The marker: which effect left which trace. */
    void marks(Effect effect) {
        ['forward', 'rollback', 'remedy'].each { keys["$it ${effect.show().join(' ')}".toString()] = effect.key() }
    }

    private String keyOf(String trace) {
        keys[trace]
    }

    static EffectFailure failing(String what = 'it broke') {
        EffectFailure.failed(what, 'there', 'because', 'mend it')
    }

    static EffectFailure cut() {
        EffectFailure.unknown('the connection was cut', 'there', '', 'look')
    }

    @Override
    Database database(String name) {
        new Database() {
            String name() { name }

            Database.Identity identity() {
                new Database.Identity('localhost', 5432, name, 'ana', 16384, '7000', 1, '15.19', 150019, false, false, 1)
            }

            Reading ask(Statement statement, Values values) { readings[statement.sql()] ?: Reading.of(0L) }

            List<Map<String, Object>> catalog(String sql, Map<String, ?> arguments) { [[bytes: 1024L]] }

            boolean anchored() { true }

            long stream(Statement query, Values values, RowSink sink) { 0 }
        }
    }

    @Override
    Cache cache(String name) { throw new IllegalStateException('none') }

    @Override
    Service service(String name) { throw new IllegalStateException('none') }

    @Override
    Metrics metrics(String name) { throw new IllegalStateException('none') }

    @Override
    Host host() { throw new IllegalStateException('none') }

    @Override
    Values values() { this }

    @Override
    Clock clock() { clock }

    @Override
    History history() {
        new History() {
            Optional<Duration> took(String step) { Optional.empty() }

            Optional<Duration> tookBack(String step) { Optional.ofNullable(tookBack[step]) }

            Optional<Boolean> over(String run) { Optional.empty() }

            Optional<Instant> passedIn(String environment) { Optional.empty() }
        }
    }

    @Override
    Optional<String> captured(String step, String name) { Optional.empty() }

    @Override
    Secret secret(String name) { new Secret(name, 'hush') }

    @Override
    String runId() { 'r1' }

    @Override
    String startedAt() { '2026-11-21T02:00:00Z' }

    @Override
    Secret url(String database) { new Secret(database, 'postgresql://x') }

    @Override
    void lock(List<TargetRef> targets, Guard.Holder holder) {}

    @Override
    void verify() throws Problem {
        verified++
        if (lost) {
            throw new Problem(dev.handrail.problem.ExitCode.HELD, 'the lock is lost', 'main', '', 'see who has it')
        }
    }

    @Override
    Optional<Guard.Holder> openRun(TargetRef target, String run) { Optional.empty() }

    @Override
    void release(String run) {}

    @Override
    void over(String run, Collection<String> backups) {
        over << [(run): backups]
    }

    @Override
    List<Guard.Mark> marks(TargetRef target, String run) { marks[target] ?: [] }

    @Override
    void mark(String run, String head) { marked << head }

    @Override
    void close() {}
}
