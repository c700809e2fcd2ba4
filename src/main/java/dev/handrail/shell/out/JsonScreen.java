package dev.handrail.shell.out;

import dev.handrail.journal.Entry;
import dev.handrail.run.Watcher;
import dev.handrail.runbook.Progress;
import dev.handrail.runbook.Step;
import java.util.Map;
import java.util.function.LongSupplier;

/** A run as JSON lines: the journal's own records as they are written, and progress beside them. */
public record JsonScreen(Console console, String run, LongSupplier nanos, long[] lastProgress) implements Watcher {
    private static final long EVERY_NANOS = 1_000_000_000L;

    /** @param nanos monotonic time */
    public JsonScreen(Console console, String run, LongSupplier nanos) {
        this(console, run, nanos, new long[] {nanos.getAsLong()});
    }

    @Override
    public void recorded(Entry entry) {
        console.recorded(entry.line());
    }

    @Override
    public void progress(Step step, Progress progress) {
        long now = nanos.getAsLong();
        if (now - lastProgress[0] < EVERY_NANOS) {
            return;
        }
        lastProgress[0] = now;
        Map<String, Object> fields = Told.envelope("progress");
        fields.put("run", run);
        fields.put("step", step.id());
        fields.put("done", progress.done());
        fields.put("total", progress.total());
        fields.put("unit", progress.unit());
        fields.put("what", progress.what());
        if (!progress.note().isEmpty()) {
            fields.put("note", progress.note());
        }
        console.record(fields);
    }
}
