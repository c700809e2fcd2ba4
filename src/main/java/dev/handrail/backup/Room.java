package dev.handrail.backup;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Estimate;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Plan;
import dev.handrail.text.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The room that a restored copy needs on its server. A full disk there stops the server's other databases too.
 *
 * @param copy what the copy is, for people: {@code the scratch database}
 * @param free bytes free there; empty where that can't be seen from here
 * @param about bytes that it will have, as far as is known
 * @param least bytes that it surely has
 * @param remedy what helps where they are not there
 */
record Room(String copy, OptionalLong free, long about, long least, String remedy) {
    /** @throws Problem exit 1 where it surely does not fit */
    Plan in(Plan plan) {
        if (free.isEmpty()) {
            return told(
                    plan,
                    "; " + copy + " needs about " + Sizes.show(about)
                            + " on the server; free space there can't be seen from here");
        }
        if (free.getAsLong() < least) {
            throw new Problem(
                    ExitCode.FAILED,
                    "there is no room on the server for " + copy,
                    "",
                    Sizes.show(free.getAsLong()) + " are free where its databases lie, and " + needs(),
                    remedy);
        }
        if (free.getAsLong() >= about / 5 * 6) {
            return plan;
        }
        List<Hazard> hazards = new ArrayList<>(plan.hazards());
        hazards.add(Danger.SERVER_SPACE.seen(
                "the server has " + Sizes.show(free.getAsLong()) + " free where its databases lie, and " + needs()
                        + ": a full disk would stop its other databases too",
                remedy));
        return plan.with(hazards, plan.consents());
    }

    private String needs() {
        return copy + " needs about " + Sizes.show(about);
    }

    private static Plan told(Plan plan, String note) {
        @Nullable Estimate estimate = plan.estimate();
        return estimate == null
                ? plan
                : plan.with(new Estimate(
                        estimate.time(), estimate.count(), estimate.unit(), estimate.bytes(), estimate.basis() + note));
    }
}
