package dev.handrail.validate;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import dev.handrail.text.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a unit wrote into the journal of this machine, by {@code journalctl}. */
record UnitLog(String unit, Pattern lines) {
    private static final int KEPT = 1_000;

    static Reading mark(Targets targets) {
        return Reading.of(targets.clock().instant().toString());
    }

    Reading since(Reading mark, Targets targets) {
        Instant from = Instant.parse(String.valueOf(mark.value()));
        String seconds = BigDecimal.valueOf(from.toEpochMilli(), 3).toPlainString();
        List<Text> argv = Stream.of(
                        "journalctl",
                        "--unit=" + unit,
                        "--since=@" + seconds,
                        "--output=short-iso",
                        "--no-pager",
                        "--quiet")
                .map(Text::of)
                .toList();
        Reading said = targets.host().ask(argv, Map.of(), "", targets.values());
        refuse(said);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        long count = 0;
        for (String line : (Iterable<String>) String.valueOf(said.value()).lines()::iterator) {
            if (!line.isEmpty() && lines.matcher(line).find()) {
                count++;
                if (rows.size() < KEPT) {
                    rows.add(Readings.row(line));
                }
            }
        }
        return new Reading(List.of("line"), rows, count, Map.of("count", count));
    }

    private void refuse(Reading said) {
        String complaint = said.fact("stderr").map(String::valueOf).orElse("");
        if (!Long.valueOf(0)
                .equals(Cell.number(said.fact("exit").orElse(0))
                        .map(Number::longValue)
                        .orElse(0L))) {
            throw problem(complaint, "see that journalctl --unit=" + unit + " can be read by this user");
        }
        if (said.fact("cut").isPresent()) {
            throw problem("it says more than is kept", "ask for fewer lines, e.g. since 'step'");
        }
    }

    private Problem problem(String why, String remedy) {
        return new Problem(ExitCode.FAILED, "the journal of " + unit + " can't be read", "", why, remedy);
    }
}
