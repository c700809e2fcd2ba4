package dev.handrail.report;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers a run's records into its timeline. */
final class TimelineFold {
    private final List<Open> spans = new ArrayList<>();
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<Timeline.Window> windows = new ArrayList<>();

    void take(Entry entry) {
        Event event = entry.event();
        if (event instanceof Event.StepPlanned planned) {
            open.computeIfAbsent(planned.phase() + planned.step(), key -> begun(planned, entry.at()));
        } else if (event instanceof Event.StepDecided decided) {
            open(decided.phase(), decided.step(), span -> span.decided = span.started ? span.decided : entry.at());
        } else if (event instanceof Event.EffectStarted started) {
            open(started.phase(), started.step(), span -> span.started = true);
        } else if (event instanceof Event.StepFinished finished) {
            open(finished.phase(), finished.step(), span -> span.ended(entry.at(), finished.state()));
            open.remove(finished.phase() + finished.step());
            window(finished, entry.at());
        } else if (event instanceof Event.RunPaused || event instanceof Event.RunFinished) {
            open.values().forEach(span -> span.ended(entry.at(), "paused"));
            open.clear();
        }
    }

    private Open begun(Event.StepPlanned planned, Instant at) {
        Open span = new Open(planned.step(), planned.phase(), at);
        spans.add(span);
        return span;
    }

    private void open(String phase, String step, java.util.function.Consumer<Open> change) {
        Open span = open.get(phase + step);
        if (span != null) {
            change.accept(span);
        }
    }

    private void window(Event.StepFinished finished, Instant at) {
        if (finished.clock() == null) {
            return;
        }
        boolean opens = Objects.equals(finished.clock(), "opens");
        if (opens && !stillOpen()) {
            windows.add(new Timeline.Window(at, null));
        } else if (!opens && stillOpen()) {
            windows.set(
                    windows.size() - 1,
                    new Timeline.Window(windows.get(windows.size() - 1).opened(), at));
        }
    }

    boolean stillOpen() {
        return !windows.isEmpty() && windows.get(windows.size() - 1).closed() == null;
    }

    /** @return how long the site was out of service in all windows that are closed; null where none is */
    @Nullable
    Duration maintenance() {
        return windows.stream()
                .filter(w -> w.closed() != null)
                .map(w -> Duration.between(w.opened(), w.closed()))
                .reduce(Duration::plus)
                .orElse(null);
    }

    Timeline timeline() {
        return new Timeline(spans.stream().map(Open::span).toList(), List.copyOf(windows));
    }

    private static final class Open {
        private final String step;
        private final String phase;
        private final Instant planned;
        private @Nullable Instant decided;
        private @Nullable Instant ended;
        private String state = "open";
        private boolean started;

        Open(String step, String phase, Instant planned) {
            this.step = step;
            this.phase = phase;
            this.planned = planned;
        }

        void ended(Instant at, String how) {
            ended = at;
            state = how;
        }

        Timeline.Span span() {
            return new Timeline.Span(step, phase, planned, decided, ended, state);
        }
    }
}
