package dev.handrail.shell.session;

import dev.handrail.journal.Journal;
import dev.handrail.journal.RunState;
import dev.handrail.journal.Runs;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Bucket;
import dev.handrail.shell.out.Line;
import dev.handrail.target.backup.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Removes runs that are over and that nothing refers to any more: none that is open, none whose backups are still
 * there, none that has left something for later.
 *
 * @param keep how long a run stays after its last record
 * @param dry only tells
 */
public record Pruning(Session session, Duration keep, boolean dry) {
    public ExitCode prune(Instant now) {
        int removed = 0;
        int stays = 0;
        List<Runs.Run> old = session.runs().all().stream()
                .filter(run -> run.state().lastAt().isBefore(now.minus(keep)))
                .toList();
        for (Runs.Run run : old) {
            Optional<String> why = needed(run).or(() -> dry ? Optional.empty() : taken(run));
            if (why.isPresent()) {
                stays++;
                session.console().say("stays    " + shown(run) + ": " + why.get());
            } else {
                removed++;
                session.console().say((dry ? "would go " : "removed  ") + shown(run));
            }
        }
        session.runs()
                .unreadable()
                .forEach((run, problem) ->
                        session.console().say("stays    " + run + ": it can't be read; see: handrail verify " + run));
        session.console()
                .result(Line.of((dry ? "would remove " : "removed ") + removed
                        + (removed == 1 ? " run" : " runs") + ", " + stays + " older "
                        + (stays == 1 ? "one stays" : "ones stay")));
        return ExitCode.DONE;
    }

    private static String shown(Runs.Run run) {
        return run.id() + " of " + run.state().started().runbook() + ", "
                + Standing.moment(run.state().lastAt());
    }

    /** Why it is needed; empty where it is not. */
    private static Optional<String> needed(Runs.Run run) {
        RunState state = run.state();
        if (run.open()) {
            return Optional.of("it is open; resume, rollback or abandon it first");
        }
        if (!state.due().isEmpty()) {
            return Optional.of(
                    "it left something for later: " + state.due().get(0).section() + "; see: handrail due");
        }
        return state.backups().stream()
                .filter(Pruning::there)
                .findFirst()
                .map(place -> "its backup is there: " + place);
    }

    /** One that can't be looked at counts as there. */
    private static boolean there(String place) {
        if (!Bucket.meant(place)) {
            return Files.exists(Path.of(place));
        }
        try {
            return new Manifests().at(Bucket.of(place)).isPresent();
        } catch (Problem | IllegalArgumentException unreachable) {
            return true;
        }
    }

    /** Removes it while nobody else can be at work on it; why not, where it can't be. */
    private Optional<String> taken(Runs.Run run) {
        Path aside = run.folder().resolveSibling(".pruned-" + run.id());
        try (Journal journal = Journal.reopen(
                run.folder(), run.id(), Clock.systemUTC(), session.console().redactor())) {
            if (journal.state().standing() != RunState.Standing.FINISHED) {
                return Optional.of("it is open again");
            }
            Files.move(run.folder(), aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (Problem problem) {
            return Optional.of(problem.what());
        } catch (IOException e) {
            return Optional.of("it can't be moved: " + e.getMessage());
        }
        return removed(aside);
    }

    private static Optional<String> removed(Path aside) {
        try (Stream<Path> files = Files.walk(aside)) {
            Files.deleteIfExists(aside.resolve(Journal.FILE)); // without it what is left is no run any more
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("not all of it can be removed: " + e.getMessage());
        }
    }
}
