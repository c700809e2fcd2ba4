package dev.handrail.runbook;

import dev.handrail.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks, again and again, and changes nothing: for a time, or until its checks hold.
 *
 * @param until true: ends when all checks hold, fails after {@code lasting}; false: watches for {@code lasting}
 * @param tolerate failures in a row that are borne
 */
public record Observe(
        TargetRef target,
        List<Check> checks,
        boolean until,
        @Nullable Duration every,
        Duration lasting,
        int tolerate,
        OnFailure onFailure)
        implements Effect {
    /** What follows when too many looks failed. */
    public enum OnFailure {
        STOP,
        ROLLBACK,
        ASK
    }

    public Observe {
        checks = List.copyOf(checks);
    }

    @Override
    public String kind() {
        return "observe";
    }

    @Override
    public Semantics semantics() {
        return Semantics.READS;
    }

    @Override
    public String provenBy() {
        return "";
    }

    @Override
    public List<String> show() {
        if (checks.isEmpty()) {
            return List.of("wait " + Durations.show(lasting));
        }
        String pace = every == null ? "" : "every " + Durations.show(every) + " ";
        List<String> lines = new ArrayList<>();
        lines.add(
                until
                        ? "ask " + pace + "until it holds, at most " + Durations.show(lasting)
                        : "ask " + pace + "for " + Durations.show(lasting)
                                + (tolerate > 0 ? ", " + tolerate + " failures in a row are borne" : "")
                                + (onFailure == OnFailure.ROLLBACK ? "; when it fails, everything is taken back" : ""));
        checks.forEach(c -> lines.add("  " + c.title() + ": " + c.question().show() + c.answersShown()));
        return lines;
    }
}
