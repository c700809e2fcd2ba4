package dev.handrail.seen

import dev.handrail.runbook.Effect
import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Execution
import dev.handrail.runbook.Guard
import dev.handrail.runbook.Progress
import dev.handrail.runbook.Started
import dev.handrail.text.Values
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList

/** The surroundings of one effect that remember what they were told; for specs of performers on real targets. */
class SeenExecution implements Execution {
    String run = 'run-1'
    String step = 'section/step'
    String phase = 'forward'
    String effect = 'e1'
    int attempt = 1
    Path logs
    Values values = new Seen.SeenValues()
    Set<String> consents = []
    volatile boolean cancelled
    String cancelReason = 'asked to stop'
    volatile Map<String, String> started
    List<String> said = new CopyOnWriteArrayList<>()
    List<Progress> progressed = new CopyOnWriteArrayList<>()
    /** Called when the effect says that it starts; may throw. */
    Closure onStart = { Map facts -> }
    /** Called at each progress. */
    Closure onProgress = { Progress p -> }
    volatile Runnable canceller

    String run() { run }

    String step() { step }

    Guard.Holder holder() { new Guard.Holder(run, 'book', 'me', 'here', '2026-11-21T12:00:00Z') }

    String phase() { phase }

    String effect() { effect }

    int attempt() { attempt }

    Values values() { values }

    Path logs() { logs }

    Set<String> consents() { consents }

    String head() { 'head' }

    void started(Map<String, String> facts) {
        started = facts
        onStart(facts)
    }

    void progress(Progress progress) {
        progressed << progress
        onProgress(progress)
    }

    void said(String line) { said << line }

    void onCancel(Runnable cancel) {
        if (cancelled) {
            throw EffectFailure.cancelled(cancelReason)
        }
        canceller = cancel
    }

    boolean cancelled() { cancelled }

    String cancelReason() { cancelReason }

    /** As the operator's Ctrl-C does it. */
    void cancel() {
        cancelled = true
        canceller?.run()
    }

    /** What the journal would have of {@code work} if handrail were killed now. */
    Started begun(Effect work) {
        new Started(run, step, phase, effect, work.kind(), work.target(), work.semantics(), attempt, started ?: [:])
    }
}
