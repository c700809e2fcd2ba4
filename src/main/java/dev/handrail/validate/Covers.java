package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Durations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code covers('2026-12-15')}, {@code covers('+2d')}: a partition takes rows of that moment. */
public record Covers(String moment) implements Expectation {
    @Override
    public String show() {
        return "covers " + moment;
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        PartitionKey key = PartitionKey.of(now);
        Instant wanted = wanted(targets.clock());
        for (List<@Nullable Object> row : now.rows()) {
            if (key.holds(String.valueOf(row.get(1)), String.valueOf(row.get(2)), wanted)) {
                return Opinion.of(true, row.get(0) + " takes " + key.written(wanted));
            }
        }
        String otherwise = now.fact("default")
                .map(d -> "only the default partition " + d + " takes ")
                .orElse("no partition takes ");
        return Single.failed(otherwise + key.written(wanted), show());
    }

    /** A day means its beginning, in UTC, as partitions are bounded where nothing else is said. */
    private Instant wanted(Clock clock) {
        if (moment.startsWith("+")) {
            Duration ahead = Durations.parse(moment.substring(1)).orElseThrow(() -> wrong());
            return clock.instant().plus(ahead);
        }
        try {
            return LocalDate.parse(moment).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong();
        }
    }

    private Problem wrong() {
        return new Problem(
                ExitCode.WRONG, "'" + moment + "' is no moment", "", "", "write covers('2026-12-15') or covers('+2d')");
    }
}
