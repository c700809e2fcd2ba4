package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.EffectFailure;
import dev.handrail.runbook.Execution;
import dev.handrail.runbook.Guard;
import dev.handrail.runbook.Pace;
import dev.handrail.runbook.Progress;
import dev.handrail.runbook.Started;
import dev.handrail.runbook.Step;
import dev.handrail.text.Values;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The surroundings of one effect while it is performed: what the performer says goes to journal and screen. */
final class Work implements Execution {
    private final RunContext context;
    private final Step step;
    private final String phase;
    private final int attempt;
    private final String key;
    private final Effect effect;
    private final Set<String> consents;
    private @Nullable Started begun;
    private @Nullable Problem unrecorded;

    Work(RunContext context, Step step, String phase, int attempt, String key, Effect effect, Set<String> consents) {
        this.context = context;
        this.step = step;
        this.phase = phase;
        this.attempt = attempt;
        this.key = key;
        this.effect = effect;
        this.consents = consents;
    }

    @Override
    public String run() {
        return context.journal().run();
    }

    @Override
    public Guard.Holder holder() {
        return context.holder();
    }

    @Override
    public String step() {
        return step.id();
    }

    @Override
    public String phase() {
        return phase;
    }

    @Override
    public String effect() {
        return key;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public int round() {
        return context.state().step(step.id()).round(phase, key);
    }

    @Override
    public Values values() {
        return context.targets().values();
    }

    @Override
    public Path logs() {
        return context.journal().folder().resolve("logs");
    }

    @Override
    public Set<String> consents() {
        return consents;
    }

    @Override
    public String head() {
        return context.journal().head();
    }

    @Override
    public void started(Map<String, String> facts) {
        if (begun != null) {
            return;
        }
        try {
            context.journal().append(record(facts), true);
        } catch (Problem lost) {
            unrecorded = lost;
            throw lost;
        }
        begun = new Started(
                run(), step(), phase, key, effect.kind(), effect.target(), effect.semantics(), attempt, facts);
    }

    private Event.EffectStarted record(Map<String, String> facts) {
        return new Event.EffectStarted(
                step(),
                phase,
                attempt,
                key,
                effect.kind(),
                effect.target().kind().word(),
                effect.target().name(),
                effect.semantics().name().toLowerCase(java.util.Locale.ROOT),
                facts);
    }

    /** Why its start could not be put on record, and so nothing was sent; null: that was no trouble. */
    @Nullable
    Problem unrecorded() {
        return unrecorded;
    }

    /** What was put on record of its start; null: nothing was sent. */
    @Nullable
    Started begun() {
        return begun;
    }

    @Override
    public void progress(Progress progress) {
        context.watcher().progress(step, progress);
    }

    @Override
    public void said(String line) {
        context.watcher().said(step, line);
    }

    @Override
    public void onCancel(Runnable cancel) {
        if (cancelled()) {
            throw EffectFailure.cancelled(cancelReason());
        }
        context.interrupts().onCancel(cancel);
    }

    @Override
    public Pace pace() {
        return context.interrupts().pace();
    }

    @Override
    public boolean cancelled() {
        return context.interrupts().cancelAsked();
    }

    @Override
    public String cancelReason() {
        return context.interrupts().reason();
    }
}
