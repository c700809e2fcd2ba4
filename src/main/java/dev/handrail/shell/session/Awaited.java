package dev.handrail.shell.session;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That a run which is at work waits for a person, as far as its journal tells.
 *
 * @param state how the step ended that something is asked about; empty where it was not begun
 */
record Awaited(String step, String state) {
    private static final Set<String> ASKED = Set.of("failed", "stopped");

    /** The step that was planned or went wrong, and that nobody has decided about yet; empty where there is none. */
    static Optional<Awaited> of(List<Entry> entries) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            Event event = entries.get(i).event();
            if (event instanceof Event.StepPlanned planned) {
                return Optional.of(new Awaited(planned.step(), ""));
            }
            if (event instanceof Event.StepFinished finished) {
                boolean asked =
                        ASKED.contains(finished.state()) && !finished.phase().equals("remedy");
                return asked ? Optional.of(new Awaited(finished.step(), finished.state())) : Optional.empty();
            }
            boolean beside = event instanceof Event.NoteTaken
                    || event instanceof Event.CheckJudged
                    || event instanceof Event.MirrorFailed;
            if (!beside) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** For people. A pause before the step is tried again by itself is not on record. */
    String how() {
        return state.isEmpty() ? "waits for an answer" : state + ", waits for an answer or its next try";
    }
}
