package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code noSequentialScan(over: 10_000)}: no table with more rows than that is read from end to end. */
public record NoSequentialScan(long over) implements Expectation {
    @Override
    public String show() {
        return "no sequential scan over " + over + " rows";
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        Map<?, ?> read =
                Single.fact(now, ExplainQuestion.SEQUENTIAL, Map.class, "explain tells how a query reads tables");
        String large = read.entrySet().stream()
                .filter(t -> rows(t.getValue()) < 0 || rows(t.getValue()) > over)
                .map(t -> t.getKey()
                        + (rows(t.getValue()) < 0 ? ", never analyzed" : ", about " + t.getValue() + " rows"))
                .collect(Collectors.joining("; "));
        return large.isEmpty()
                ? Opinion.of(true, Cell.shown(now.value()))
                : Single.failed("sequential scan of " + large, show());
    }

    private static long rows(@Nullable Object rows) {
        return rows instanceof Number number ? number.longValue() : -1;
    }
}
