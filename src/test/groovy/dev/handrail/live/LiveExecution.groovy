package dev.handrail.live

import dev.handrail.runbook.EffectFailure
import dev.handrail.runbook.Execution
import dev.handrail.runbook.Guard
import dev.handrail.runbook.Pace
import dev.handrail.runbook.Progress
import dev.handrail.runbook.Started
import dev.handrail.runbook.Effect
import dev.handrail.text.Values

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList

/** The surroundings of one effect in a live spec: keeps what it is told, and lets a spec step in. */
class LiveExecution implements Execution {
    String run = 'run-1'
    String step = 'schema/scripts'
    String phase = 'forward'
    String effect = 'e1'
    int attempt = 1
    int round = 0
    Values values
    Path logs = Files.createTempDirectory(Files.createDirectories(Path.of('target/live').toAbsolutePath()), 'logs')
    Set<String> consents = []
    String head = 'head'
    String cancelReason = 'the operator asked for it'

    Map<String, String> facts
    List<String> lines = new CopyOnWriteArrayList<>()
    List<Progress> steps = new CopyOnWriteArrayList<>()
    Closure whenStarted = { }
    Closure whenProgress = { }
    volatile boolean cancelled
    Pace pace = new Pace()
    private volatile Runnable cancel

    Guard.Holder holder() {
        new Guard.Holder(run, 'shop', 'ana', 'ops1', '2026-11-21T02:00:11Z')
    }

    void started(Map<String, String> facts) {
        this.facts = facts
        whenStarted()
    }

    void progress(Progress progress) {
        steps << progress
        whenProgress(progress)
    }

    void said(String line) {
        lines << line
    }

    void onCancel(Runnable cancel) {
        if (cancelled) {
            throw EffectFailure.cancelled(cancelReason)
        }
        this.cancel = cancel
    }

    /** As the operator's Ctrl-C. */
    void stop() {
        cancelled = true
        cancel?.run()
    }

    Started asStarted(Effect done) {
        new Started(run, step, phase, effect, done.kind(), done.target(), done.semantics(), attempt, facts)
    }

    String run() { run }
    String step() { step }
    String phase() { phase }
    String effect() { effect }
    int attempt() { attempt }
    int round() { round }
    Pace pace() { pace }
    Values values() { values }
    Path logs() { logs }
    Set<String> consents() { consents }
    String head() { head }
    boolean cancelled() { cancelled }
    String cancelReason() { cancelReason }
}
