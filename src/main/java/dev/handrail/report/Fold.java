package dev.handrail.report;

import dev.handrail.journal.Due;
import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Folds a run's records into its report. */
public final class Fold {
    private final Map<String, StepFold> steps = new LinkedHashMap<>();
    private final Map<String, Map<String, Map<String, String>>> seen = new LinkedHashMap<>();
    private final List<RunReport.Session> sessions = new ArrayList<>();
    private final List<RunReport.Note> notes = new ArrayList<>();
    private String run = "";
    private Event.@Nullable RunStarted started;
    private @Nullable Instant startedAt;
    private @Nullable Instant ended;
    private String state = "open";
    private String why = "";
    private int exit;
    private List<String> next = List.of();
    private List<RunReport.FollowUp> followUps = List.of();
    private final Map<Class<?>, RecordComponent> firsts = new HashMap<>();
    private final TimelineFold timeline = new TimelineFold();
    private final IssueFold issues = new IssueFold();

    private Fold() {}

    /** @param entries a whole run, from {@code run.started} */
    public static RunReport of(List<Entry> entries) {
        Fold fold = new Fold();
        entries.forEach(fold::take);
        return fold.report();
    }

    /** Baselines are taken before the first step, for steps whose turn may never come: they put none into the report. */
    private void take(Entry entry) {
        run = entry.run();
        timeline.take(entry);
        issues.take(entry);
        Event event = entry.event();
        if (event instanceof Event.RunStarted first) {
            started = first;
            startedAt = entry.at();
            sessions.add(new RunReport.Session(entry.at(), first.operator(), first.host(), "started", List.of(), ""));
        } else if (event instanceof Event.RunResumed again) {
            state = "open";
            sessions.add(new RunReport.Session(
                    entry.at(), again.operator(), again.host(), again.command(), again.changed(), reasons(again)));
        } else if (event instanceof Event.RunExported export) {
            sessions.add(new RunReport.Session(entry.at(), export.operator(), export.host(), "export", List.of(), ""));
        } else if (event instanceof Event.RunPaused paused) {
            ended(entry.at(), "paused", paused.exit(), paused.why(), paused.next());
        } else if (event instanceof Event.RunFinished finished) {
            ended(entry.at(), finished.state(), finished.exit(), finished.why(), finished.next());
            followUps = Due.of(finished).stream()
                    .map(due -> new RunReport.FollowUp(due.section(), due.title(), due.at()))
                    .toList();
        } else if (event instanceof Event.NoteTaken note) {
            notes.add(new RunReport.Note(entry.at(), note.text(), note.step(), note.by()));
        } else if (event instanceof Event.MirrorFailed failed) {
            own(entry, "the journal's mirror " + failed.place() + " did not keep up: " + failed.why());
        } else if (event instanceof Event.JournalRepaired torn) {
            own(entry, "the journal's last record was cut short; its " + torn.bytes() + " bytes were taken away");
        } else if (event instanceof Event.TargetSeen target) {
            seen.computeIfAbsent(target.target(), t -> new LinkedHashMap<>()).put(target.moment(), target.facts());
        } else if (!(event instanceof Event.CheckBaseline)) {
            stepOf(event)
                    .ifPresent(id -> steps.computeIfAbsent(id, StepFold::new).take(entry));
        }
    }

    private void own(Entry entry, String text) {
        notes.add(new RunReport.Note(entry.at(), text, null, "handrail"));
    }

    private static String reasons(Event.RunResumed resumed) {
        return resumed.accepted() == null
                ? ""
                : resumed.accepted().values().stream()
                        .filter(reason -> !reason.isBlank())
                        .distinct()
                        .collect(Collectors.joining("; "));
    }

    private void ended(Instant at, String how, int status, String reason, List<String> commands) {
        ended = at;
        state = how;
        exit = status;
        why = reason;
        next = commands;
    }

    private Optional<String> stepOf(Event event) {
        RecordComponent first = firsts.computeIfAbsent(event.getClass(), type -> type.getRecordComponents()[0]);
        try {
            return first.getName().equals("step")
                    ? Optional.of(String.valueOf(first.getAccessor().invoke(event)))
                    : Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private RunReport report() {
        Event.RunStarted first = Objects.requireNonNull(started, "a run begins with run.started");
        List<RunReport.Target> targets = new ArrayList<>();
        seen.forEach((name, moments) -> targets.add(new RunReport.Target(
                name,
                first.targets().getOrDefault(name, ""),
                moments.getOrDefault("start", Map.of()),
                moments.getOrDefault("end", Map.of()))));
        List<RunReport.StepReport> done =
                steps.values().stream().map(StepFold::report).toList();
        return new RunReport(
                run,
                first,
                Objects.requireNonNull(startedAt),
                ended,
                state,
                exit,
                why,
                next,
                List.copyOf(sessions),
                done,
                targets,
                steps.values().stream().flatMap(s -> s.backups().stream()).toList(),
                List.copyOf(notes),
                issues.issues(),
                followUps,
                timeline.maintenance(),
                timeline.stillOpen(),
                timeline.timeline(),
                Score.of(done));
    }
}
