package dev.handrail.validate;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Targets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code field('$.status', 'up')}: what stands there in a JSON answer. */
public record Field(String path, Expectation answer) implements Expectation {
    @Override
    public String show() {
        return path + " " + answer.show();
    }

    @Override
    public Opinion judge(Reading now, @Nullable Reading before, Targets targets) {
        return Single.judgeShown(now, show(), body -> {
            Optional<String> there = targets.host().field(Cell.whole(body), path);
            Opinion opinion = there.map(v -> answer.judge(Reading.of(v), null, targets))
                    .orElseGet(() -> Single.failed("nothing", answer.show()));
            return Opinion.of(opinion.holds(), path + " is " + opinion.seen());
        });
    }
}
