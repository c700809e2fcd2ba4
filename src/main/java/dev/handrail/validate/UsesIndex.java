package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code usesIndex('i')}: the plan uses that index. */
public record UsesIndex(String index) implements Expectation {
    @Override
    public String show() {
        return "uses index " + index;
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        List<?> used = Single.fact(now, "indexes", List.class, "explain tells which indexes a query uses");
        String plain = index.substring(index.lastIndexOf('.') + 1);
        boolean uses = used.contains(index) || used.contains(plain);
        return Single.opinion(uses, used.isEmpty() ? "no index: " + Cell.shown(now.value()) : "uses " + used, show());
    }
}
