package dev.handrail.shell.session;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import java.util.List;

/** Whether a run that is at work waits for a person, as far as its journal tells. */
final class Awaited {
    private Awaited() {}

    /** The step that was planned, and that nobody has decided about yet; empty where there is none. */
    static String step(List<Entry> entries) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            Event event = entries.get(i).event();
            if (event instanceof Event.StepPlanned planned) {
                return planned.step();
            }
            boolean beside = event instanceof Event.NoteTaken
                    || event instanceof Event.CheckJudged
                    || event instanceof Event.MirrorFailed;
            if (!beside) {
                return "";
            }
        }
        return "";
    }
}
