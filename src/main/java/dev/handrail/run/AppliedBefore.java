package dev.handrail.run;

import dev.handrail.runbook.Anchor;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Migrations that earlier steps of the same plan apply: a file is applied once, so a later step that names it too will
 * find it applied.
 */
final class AppliedBefore {
    private final Set<String> files = new HashSet<>();

    /** The plan of {@code step} as it will be when its turn comes; from now on its files are applied as well. */
    Plan left(Step step, Plan plan) {
        boolean migrates = step.action() != null && step.action().word().equals("migrate");
        List<Effect> left = plan.effects().stream()
                .filter(effect -> !migrates || !files.contains(file(effect)))
                .toList();
        plan.effects().stream().map(AppliedBefore::file).forEach(files::add);
        files.remove("");
        if (left.size() == plan.effects().size()) {
            return plan;
        }
        boolean nothing = left.stream().allMatch(Anchor.class::isInstance);
        return nothing ? Plan.nothing("an earlier step applies every file") : plan.doing(left);
    }

    private static String file(Effect effect) {
        return effect instanceof Sql sql && !sql.bookkeeping().isEmpty()
                ? sql.database() + "\n" + sql.title() + "\n"
                        + sql.statements().stream().map(s -> s.sql()).collect(Collectors.joining("\n"))
                : "";
    }
}
