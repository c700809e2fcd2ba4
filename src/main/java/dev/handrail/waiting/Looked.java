package dev.handrail.waiting;

import dev.handrail.runbook.Check;
import dev.handrail.runbook.TargetRef;
import java.util.List;

/** The targets that questions are asked of. */
final class Looked {
    private Looked() {}

    /** Each once, in the order of the questions; this machine where there is none. */
    static List<TargetRef> at(List<Check> checks) {
        List<TargetRef> targets =
                checks.stream().map(c -> c.question().target()).distinct().toList();
        return targets.isEmpty() ? List.of(TargetRef.HOST) : targets;
    }
}
