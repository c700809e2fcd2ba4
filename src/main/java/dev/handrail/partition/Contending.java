package dev.handrail.partition;

import dev.handrail.hazard.live.Blocking;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Others whose locks a plan would wait for now. */
final class Contending {
    private Contending() {}

    /** The plan, with the consent to end those who are in the way. */
    static Plan asked(Database seen, Table table, Plan plan, boolean retires) {
        if (plan.isEmpty()) {
            return plan;
        }
        Map<String, LockMode> wanted = new LinkedHashMap<>();
        wanted.put(table.qualified(), retires ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE);
        if (table.fallback() != null) {
            wanted.put(table.fallback().qualified(), LockMode.ACCESS_EXCLUSIVE);
        }
        List<Consent> consents = new ArrayList<>(plan.consents());
        consents.addAll(Blocking.consents(seen, wanted));
        return plan.with(plan.hazards(), consents);
    }
}
