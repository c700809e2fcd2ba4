package dev.handrail.shell.session;

import dev.handrail.run.Answers;
import dev.handrail.run.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command on a run was told.
 *
 * @param named every STEP that an option names, by option
 * @param waitLock how long it waits for another run to give the target free; null: not at all
 * @param key {@code --id}; null: none
 * @param runbook where the runbook is now, a file or a name; null: where it was
 * @param metricsFile where metrics are kept while it is at work; null: nowhere
 */
public record Request(
        Answers answers,
        Selection selection,
        Map<String, List<String>> named,
        @Nullable Duration waitLock,
        @Nullable String key,
        Map<String, String> labels,
        @Nullable String runbook,
        @Nullable Path metricsFile) {
    /** Closing a run asks nothing. */
    public static final Request NOTHING =
            new Request(Answers.NONE, Selection.ALL, Map.of(), null, null, Map.of(), null, null);

    /** The same, for a runbook that is in another place than before. */
    public Request at(@Nullable String place) {
        return new Request(answers, selection, named, waitLock, key, labels, place, metricsFile);
    }
}
