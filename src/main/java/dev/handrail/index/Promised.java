package dev.handrail.index;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * A check or a foreign key: first for rows to come, then, in another transaction that stops nobody, for those that are
 * there.
 *
 * @param type {@code c} or {@code f}
 * @param what as in ALTER TABLE … ADD CONSTRAINT
 * @param offending a query for a few rows that break it; empty: none
 */
record Promised(Altering altering, String type, String name, String what, String offending) {
    Plan plan() {
        Held.Rule there = altering.held().rule(name).orElse(null);
        if (there != null && (!there.type().equals(type) || !Wording.mayBe(what, there.definition()))) {
            throw inTheWay(altering.held(), there);
        }
        if (there != null && there.valid()) {
            return Plan.nothing("constraint " + name + " of " + altering.held().qualified()
                    + " is there and valid; the server writes it as: " + there.definition());
        }
        List<Sql> effects = new ArrayList<>();
        if (there == null) {
            effects.add(altering.add(name, what + " not valid"));
        }
        effects.add(altering.validate(name, offending));
        return Plan.of(Risk.CHANGES, effects);
    }

    static Problem inTheWay(Held held, Held.Rule there) {
        return new Problem(
                ExitCode.FAILED,
                held.qualified() + " has another constraint " + there.name(),
                "",
                there.definition(),
                "choose another name, or drop the old one first: sql 'alter table … drop constraint …'");
    }
}
