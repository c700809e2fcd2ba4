package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Speaking;
import dev.handrail.runbook.Targets;
import dev.handrail.text.SqlText;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code atLeast(ratio(0.99), of: 'select count(*) …')}: a share of another count. */
public record Share(double ratio, String database, SqlText of) implements Expectation, Speaking {
    @Override
    public String show() {
        return "at least " + ratio + " of " + of.single().shown();
    }

    @Override
    public List<Said> says(Targets targets) {
        return Speaking.all(database, of.statements());
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        Object whole = Single.of(targets.database(database).ask(of.single(), targets.values()));
        BigDecimal all =
                Cell.numeric(whole).orElseThrow(() -> Cell.mismatch(whole == null ? "NULL" : whole, "a number"));
        return Single.judgeShown(now, show(), value -> {
            BigDecimal part = Cell.numeric(value).orElseThrow(() -> Cell.mismatch(value, "a number"));
            String seen = Cell.shown(part) + " of " + Cell.shown(all);
            if (all.signum() <= 0) {
                return Single.failed(seen + " is no share", show());
            }
            boolean holds = part.compareTo(all.multiply(BigDecimal.valueOf(ratio))) >= 0;
            return Single.opinion(
                    holds, seen + " (" + Earlier.percent(part.doubleValue() / all.doubleValue()) + ")", show());
        });
    }
}
