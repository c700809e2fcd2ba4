package dev.handrail.shell.out;

import dev.handrail.journal.Entry;
import dev.handrail.run.Watcher;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Progress;
import dev.handrail.runbook.Step;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Several screens at once. */
public record Watchers(List<Watcher> all) implements Watcher {
    private void each(Consumer<Watcher> what) {
        all.forEach(what);
    }

    @Override
    public void recorded(Entry entry) {
        each(w -> w.recorded(entry));
    }

    @Override
    public void comesUp(Step step, String phase, int number, int total) {
        each(w -> w.comesUp(step, phase, number, total));
    }

    @Override
    public void expects(Step step, Duration time) {
        each(w -> w.expects(step, time));
    }

    @Override
    public void performs(Step step, Effect effect) {
        each(w -> w.performs(step, effect));
    }

    @Override
    public void progress(Step step, Progress progress) {
        each(w -> w.progress(step, progress));
    }

    @Override
    public void said(Step step, String line) {
        each(w -> w.said(step, line));
    }

    @Override
    public void goesBack(List<String> overview) {
        each(w -> w.goesBack(overview));
    }

    @Override
    public void stays(Step step, String why) {
        each(w -> w.stays(step, why));
    }
}
