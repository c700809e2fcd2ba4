package dev.handrail.run;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Runbook;
import dev.handrail.runbook.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which steps are meant; each bound is a {@code section/step} or a section.
 *
 * @param from starts there
 * @param until stops before it
 * @param only this one alone
 */
public record Selection(
        @Nullable String from,
        @Nullable String until,
        @Nullable String only) {
    public static final Selection ALL = new Selection(null, null, null);

    /**
     * The steps meant, in order.
     *
     * @throws Problem exit 2 where a bound names no step
     */
    public List<Step> of(Runbook runbook) {
        List<Step> steps = runbook.steps().toList();
        int first = from == null ? 0 : place(runbook, steps, from);
        int end = until == null ? steps.size() : place(runbook, steps, until);
        List<Step> meant = first > end ? List.of() : steps.subList(first, end);
        if (only == null) {
            return meant;
        }
        place(runbook, steps, only);
        return meant.stream().filter(s -> named(s, only)).toList();
    }

    private static int place(Runbook runbook, List<Step> steps, String bound) {
        for (int i = 0; i < steps.size(); i++) {
            if (named(steps.get(i), bound)) {
                return i;
            }
        }
        throw unknown(runbook, bound);
    }

    static Problem unknown(Runbook runbook, String name) {
        return new Problem(
                ExitCode.WRONG,
                "there is no step or section '" + name + "'",
                runbook.file().toString(),
                "its steps are "
                        + String.join(", ", runbook.steps().map(Step::id).toList()),
                "name one of them");
    }

    private static boolean named(Step step, String bound) {
        return step.id().equals(bound) || step.section().equals(bound);
    }

    public Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        if (from != null) {
            shown.put("from", from);
        }
        if (until != null) {
            shown.put("until", until);
        }
        if (only != null) {
            shown.put("only", only);
        }
        return shown;
    }
}
