package dev.handrail.target.postgres;

import dev.handrail.runbook.Blocker;
import dev.handrail.runbook.Execution;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ends what blocks an effect's statements, as far as that was agreed to, and says so. */
final class Clearing {
    private final Observer observer;
    private final Execution execution;
    private final List<String> ended = new ArrayList<>();
    /** Told once that they stay, and why. */
    private final Set<Integer> left = new HashSet<>();

    Clearing(Observer observer, Execution execution) {
        this.observer = observer;
        this.execution = execution;
    }

    /**
     * Whom it ended, for the record. Work goes on as soon as the lock is free, before the one who freed it has said so:
     * who asks waits for that.
     */
    synchronized List<String> ended() {
        return List.copyOf(ended);
    }

    synchronized void look(Session blocked, List<Blocker> blockers) {
        Set<String> agreed = execution.consents();
        for (Blocker blocker : blockers) {
            if (!blocker.endable() && agreed.contains(Blocker.CONSENT) && left.add(blocker.pid())) {
                execution.said("not ended: " + blocker.shown() + ": " + blocker.kept());
            }
            if (blocker.endable() && (agreed.contains(Blocker.CONSENT) || agreed.contains(blocker.consent()))) {
                observer.end(blocked, blocker).ifPresent(how -> {
                    ended.add(how + " " + blocker.shown());
                    execution.said("with consent " + Blocker.CONSENT + ": " + how + " " + blocker.shown());
                });
            }
        }
    }
}
