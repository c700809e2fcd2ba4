package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Blocker;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Step;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gets a step's question answered, and keeps the answer on record. */
final class Deciding {
    /** Facts shown longer ago than this are read again before they are acted on. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final RunContext context;
    private @Nullable Granted granted;
    private Set<String> mayEnd = Set.of();

    /** A yes to the rest of a section, and how much was known to be at stake when it was given. */
    private record Granted(String section, Risk risk, int hazards) {}

    /** The question that was answered last, as it stood then, and the answer. */
    record Answered(Asked asked, Decision decision) {}

    Deciding(RunContext context) {
        this.context = context;
    }

    /**
     * Asks until there is an answer that still fits what there is to do.
     *
     * @param again makes the question anew from facts read now
     */
    Answered decide(Asked asked, int attempt, Supplier<Asked> again) {
        Asked current = asked;
        long put = context.pauses().nanos();
        while (true) {
            if (context.interrupts().pauseAsked()) {
                return new Answered(current, Decision.of(Decision.Kind.QUIT));
            }
            Decision decision = covered(current)
                    ? Decision.because(Decision.Kind.YES, "yes to all in this section")
                    : decided(current);
            if (decision.kind() == Decision.Kind.NOTE) {
                note(current, decision);
            } else if (proceeds(decision) && context.pauses().millisSince(put) > FRESH.toMillis()) {
                Asked fresh = again.get();
                if (fresh.sameAs(current)) {
                    return record(current, attempt, decision);
                }
                context.watcher()
                        .said(
                                current.step(),
                                "What is to be done, or what is at stake, has changed since it was shown: look again.");
                current = fresh;
                put = context.pauses().nanos();
            } else {
                return record(current, attempt, decision);
            }
        }
    }

    /** A Ctrl-C from before the question is answered with it; one that comes later ends what was agreed to. */
    private Decision decided(Asked asked) {
        int before = context.interrupts().asked();
        Decision decision = context.operator().decide(asked);
        if (decision.by().isEmpty()) {
            context.interrupts().answered(before);
        }
        return decision;
    }

    private static boolean proceeds(Decision decision) {
        return switch (decision.kind()) {
            case YES, ALL, OVERRIDE, ANSWER -> true;
            default -> false;
        };
    }

    private void note(Asked asked, Decision decision) {
        context.journal()
                .append(
                        new Event.NoteTaken(
                                decision.reason(),
                                asked.step().id(),
                                context.operator().name()),
                        true);
    }

    private Answered record(Asked asked, int attempt, Decision decision) {
        if (decision.kind() == Decision.Kind.ALL && asked.risk() != Risk.DESTROYS) {
            granted = new Granted(
                    asked.step().section(),
                    asked.risk(),
                    asked.plan().openHazards().size());
        }
        context.journal()
                .append(
                        new Event.StepDecided(
                                asked.step().id(),
                                asked.phase(),
                                attempt,
                                decision.word(),
                                decision.reason().isEmpty() ? null : decision.reason(),
                                decision.by().isEmpty() ? context.operator().name() : decision.by()),
                        false);
        return new Answered(asked, decision);
    }

    /** A yes to all covers neither what destroys, nor a person's task, nor more than was known when it was given. */
    private boolean covered(Asked asked) {
        Granted all = granted;
        return all != null
                && all.section().equals(asked.step().section())
                && asked.risk() != Risk.DESTROYS
                && !asked.risk().exceeds(all.risk().or(Risk.CHANGES))
                && asked.plan().openHazards().size() <= all.hazards()
                && asked.ask().isEmpty()
                && asked.failedRequires().isEmpty()
                && asked.phase().equals("forward");
    }

    /** Something warned or failed: from here on every step is asked again. */
    void revoke() {
        granted = null;
    }

    /**
     * The consents that were given for a plan.
     *
     * @throws Problem exit 4 where one is missing
     */
    Set<String> consents(Asked asked, int attempt) {
        Set<String> given = new LinkedHashSet<>();
        for (Consent consent : asked.plan().consents()) {
            boolean agreed = context.operator().consents(asked.step(), consent);
            if (!agreed && !consent.needed()) {
                continue;
            }
            if (!agreed) {
                throw new Problem(
                        ExitCode.UNDECIDED,
                        "step " + asked.step().id() + " needs consent: " + consent.what(),
                        asked.step().id(),
                        "",
                        "agree to it with --consent " + asked.step().id() + "=" + consent.kind());
            }
            given.add(consent.kind());
            consented(asked.step(), asked.phase(), attempt, consent.kind());
        }
        given.addAll(mayEnd);
        mayEnd = Set.of();
        if (context.operator().agreedAhead(asked.step(), Blocker.CONSENT) && given.add(Blocker.CONSENT)) {
            consented(asked.step(), asked.phase(), attempt, Blocker.CONSENT);
        }
        return given;
    }

    private void consented(Step step, String phase, int attempt, String what) {
        context.journal()
                .append(
                        new Event.StepDecided(
                                step.id(),
                                phase,
                                attempt,
                                "consent",
                                what,
                                context.operator().name()),
                        false);
    }

    /** In the next attempt these sessions may be ended, and no others. */
    void mayEnd(Step step, String phase, int attempt, List<Blocker> blockers) {
        List<Blocker> endable = blockers.stream().filter(Blocker::endable).toList();
        mayEnd = endable.stream().map(Blocker::consent).collect(Collectors.toSet());
        endable.forEach(b -> consented(step, phase, attempt, Blocker.CONSENT + ": " + b.shown()));
    }
}
