package dev.handrail.shell.notice;

import dev.handrail.journal.Entry;
import dev.handrail.journal.Event;
import dev.handrail.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What channels are told, in words. */
final class Wording {
    private final String head;
    private @Nullable Instant begun;

    Wording(String runbook, String environment) {
        this.head = runbook + " on " + environment + ": ";
    }

    /** Empty where nobody has to hear of it. */
    Optional<String> of(Entry entry) {
        Event event = entry.event();
        if (event instanceof Event.RunStarted started) {
            begun = entry.at();
            return Optional.of(
                    head + "run " + entry.run() + " started by " + started.operator() + " on " + started.host() + ".");
        }
        if (event instanceof Event.RunResumed resumed) {
            begun = entry.at();
            return Optional.of(head + "run " + entry.run() + ": " + resumed.command() + " by " + resumed.operator()
                    + " on " + resumed.host() + ".");
        }
        if (event instanceof Event.RunPaused paused) {
            String how = paused.exit() == 0 || paused.exit() == 3 ? " paused" : " FAILED, exit " + paused.exit();
            return Optional.of(ended(entry, how, paused.why(), paused.next(), paused.maintenance()));
        }
        return event instanceof Event.RunFinished finished
                ? Optional.of(
                        ended(entry, " " + finished.state(), finished.why(), finished.next(), finished.maintenance()))
                : Optional.empty();
    }

    private String ended(Entry entry, String how, String why, List<String> next, boolean maintenance) {
        Instant since = begun;
        String after = since == null ? "" : " after " + Durations.show(Duration.between(since, entry.at()));
        return head + "run " + entry.run() + how + after + (why.isBlank() ? "." : ": " + why + ".")
                + (maintenance ? "\nThe site is still in maintenance." : "")
                + (next.isEmpty() ? "" : "\nNext: " + String.join(", ", next));
    }

    String waiting(String what, Duration time) {
        return head + "waits for an answer for " + Durations.show(time) + ": " + what;
    }

    String announcing(String text) {
        return head + text;
    }
}
