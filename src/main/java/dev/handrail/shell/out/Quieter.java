package dev.handrail.shell.out;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import dev.handrail.run.Watcher;
import dev.handrail.runbook.Step;
import java.util.List;
import java.util.Set;

/** A screen that shows only what is not as it should be: no progress, no step that is simply done. */
public record Quieter(Watcher screen) implements Watcher {
    private static final Set<String> FINE = Set.of("done", "skipped", "by-hand", "rolled-back");

    @Override
    public void recorded(Entry entry) {
        boolean fine = entry.event() instanceof Event.StepFinished finished && FINE.contains(finished.state());
        if (!fine && !(entry.event() instanceof Event.NoteTaken)) {
            screen.recorded(entry);
        }
    }

    @Override
    public void comesUp(Step step, String phase, int number, int total) {
        screen.comesUp(step, phase, number, total);
    }

    @Override
    public void goesBack(List<String> overview) {
        screen.goesBack(overview);
    }

    @Override
    public void stays(Step step, String why) {
        screen.stays(step, why);
    }
}
