package dev.handrail.shell.session;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import dev.handrail.journal.Journal;
import dev.handrail.journal.JournalReader;
import dev.handrail.journal.RunState;
import dev.handrail.journal.Runs;
import dev.handrail.report.Fold;
import dev.handrail.report.OpenMetrics;
import dev.handrail.report.RunReport;
import dev.handrail.run.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a file of metrics while a run is at work, whole at any moment: for the textfile collector of a Prometheus. It
 * is made as the umask says, since others are to read it.
 */
final class MetricsFile implements Watcher {
    private static final long LEAST_NANOS = 1_000_000_000L;
    /** Writing takes this share of the time at most. */
    private static final int SHARE = 20;

    private final Session session;
    private final Path file;
    private final Path journal;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Instant lastSuccess;
    private long next = System.nanoTime();
    private boolean warned;

    MetricsFile(Session session, Path file, Path run) {
        this.session = session;
        this.file = file;
        this.journal = run.resolve(Journal.FILE);
    }

    @Override
    public void recorded(Entry entry) {
        if (entries.isEmpty()) {
            entries.addAll(JournalReader.read(journal).entries());
            lastSuccess = lastSuccess(entry.run());
        } else {
            entries.add(entry);
        }
        Event event = entry.event();
        boolean ends = event instanceof Event.RunPaused || event instanceof Event.RunFinished;
        boolean tells = event instanceof Event.StepFinished
                || event instanceof Event.RunStarted
                || event instanceof Event.RunResumed;
        if (ends || (tells && System.nanoTime() - next >= 0)) {
            write();
        }
    }

    private @Nullable Instant lastSuccess(String run) {
        Event.RunStarted started = Fold.of(entries).started();
        return session.runs().all().stream()
                .filter(other -> !other.id().equals(run) && !other.open())
                .map(Runs.Run::state)
                .filter(state -> state.ending().equals("done")
                        && state.started().runbook().equals(started.runbook())
                        && state.started().environment().equals(started.environment()))
                .map(RunState::lastAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private void write() {
        long begin = System.nanoTime();
        RunReport report = Fold.of(entries);
        String text = session.console().redactor().redact(OpenMetrics.of(report, lastSuccess));
        Path beside = file.resolveSibling("." + file.getFileName() + "." + report.run() + ".tmp");
        try {
            Files.writeString(beside, text);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            warn(e);
        }
        long took = System.nanoTime() - begin;
        next = System.nanoTime() + Math.max(LEAST_NANOS, took * SHARE);
    }

    private void warn(IOException e) {
        if (!warned) {
            warned = true;
            session.console()
                    .say("warning: the metrics can't be written to " + file + ": "
                            + e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage());
        }
    }
}
