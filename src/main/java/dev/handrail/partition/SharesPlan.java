package dev.handrail.partition;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Values;
import java.util.ArrayList;
import java.util.List;

/** What is to be created of the partitions that the author names, from those that are there. */
record SharesPlan(SharesAction action, Table table, Model model, String user) {
    List<Wanted> missing(Absent absent) {
        List<Wanted> missing = new ArrayList<>();
        absent.shares().forEach((name, share) -> missing.add(wanted(name, share)));
        return missing;
    }

    Absent absent(Database seen, Values values) {
        if (action.shares() instanceof Shares.Ranges ranges) {
            return Stretches.of(table, ranges, seen, values).absent();
        }
        if (action.shares() instanceof Shares.Lists lists) {
            return new Absent(Memberships.of(table, lists, seen, values).missing(), List.of());
        }
        return new Absent(Remainders.missing(table, (Shares.Hash) action.shares()), List.of());
    }

    private Wanted wanted(String named, Share share) {
        String template = action.template() == null ? SharesAction.TEMPLATE : action.template();
        String name = template.replace("{name}", named).replace("{table}", table.name());
        return new Wanted(named, table.home(), Naming.whole(name, "short_{name}"), share);
    }

    Plan plan(Absent absent, List<Wanted> missing, Displaced displaced) {
        Work work = new Work(action.database(), action.envelope());
        Creating creating = new Creating(new Making(work, table, model, user), table, missing, displaced);
        Obstacles.refuseMoving(table, creating);
        List<Sql> effects = creating.effects();
        if (effects.isEmpty()) {
            return Plan.nothing("all partitions that are named are there");
        }
        List<Hazard> hazards = new ArrayList<>(new Dangers(table, model).of(creating));
        if (table.fallback() == null) {
            absent.gaps()
                    .forEach(gap -> hazards.add(Danger.PARTITION_GAP.seen(
                            "no partition holds rows " + gap + ": they are refused", "name a range for it")));
        }
        return creating.estimated(Plan.of(Risk.CHANGES, effects).with(hazards, creating.consents()));
    }
}
