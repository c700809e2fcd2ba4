package dev.handrail.index;

import dev.handrail.hazard.live.Blocking;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An index built or dropped without blocking writers.
 *
 * @param definition for CREATE and REPLACE: {@code [unique] idx on t using gin (c)}; for DROP: the index's name
 */
public record IndexAction(String database, Mode mode, String definition, Envelope envelope) implements Action {
    /** What is done with the index. */
    public enum Mode {
        CREATE,
        DROP,
        /** Built anew under another name, then the names change places. */
        REPLACE
    }

    /** @throws dev.handrail.problem.Problem exit 2 where the definition is none */
    public IndexAction {
        if (mode != Mode.DROP) {
            Definition.of(definition);
        }
    }

    IndexAction with(Mode other, String what) {
        return new IndexAction(database, other, what, envelope);
    }

    @Override
    public String word() {
        return "index";
    }

    @Override
    public Risk ceiling() {
        return Risk.CHANGES;
    }

    @Override
    public List<TargetRef> touches() {
        return List.of(TargetRef.database(database));
    }

    @Override
    public Plan plan(Targets targets) {
        Database seen = targets.database(database);
        Work work = new Work(database, envelope);
        if (mode == Mode.DROP) {
            Optional<Existing> there = Existing.in(seen, Quoting.qualified(definition));
            Plan drop = new Dropping(work, definition).plan(there);
            return there.filter(e -> !e.on().isEmpty())
                    .map(e -> asked(seen, drop, e.on(), LockMode.ACCESS_EXCLUSIVE))
                    .orElse(drop);
        }
        Definition wanted = Definition.of(definition);
        Table table = Table.in(seen, wanted.lookup());
        Plan plan = planned(seen, work, wanted, table);
        List<Hazard> hazards = new ArrayList<>(plan.hazards());
        hazards.addAll(Unfinished.on(seen, table));
        LockMode lock = mode == Mode.CREATE ? LockMode.SHARE : LockMode.ACCESS_EXCLUSIVE;
        return asked(seen, plan.with(hazards, plan.consents()), Quoting.qualified(table.schema(), table.name()), lock);
    }

    /** Work that is done concurrently waits for everybody whose lock would conflict with {@code wanted}. */
    private static Plan asked(Database seen, Plan plan, String table, LockMode wanted) {
        if (plan.isEmpty()) {
            return plan;
        }
        List<Consent> consents = new ArrayList<>(plan.consents());
        consents.addAll(Blocking.consents(seen, Map.of(table, wanted), true));
        return plan.with(plan.hazards(), consents);
    }

    private Plan planned(Database seen, Work work, Definition wanted, Table table) {
        if (mode == Mode.CREATE && table.partitioned()) {
            return new Partitioned(work, wanted, Tree.in(seen, table)).plan();
        }
        return mode == Mode.CREATE
                ? new Creating(work, table, wanted).plan(named(seen, table, wanted.name()))
                : new Replacing(work, table, wanted).plan(names(seen, table, wanted.name()));
    }

    private static Replacing.Names names(Database seen, Table table, String name) {
        return new Replacing.Names(
                named(seen, table, name),
                named(seen, table, Replacing.fresh(name)),
                named(seen, table, Replacing.old(name)));
    }

    /** An index lives in the schema of its table. */
    private static Optional<Existing> named(Database seen, Table table, String name) {
        return Existing.in(seen, Quoting.qualified(table.schema(), name));
    }

    @Override
    public WayBack wayBack() {
        String shown = switch (mode) {
            case CREATE -> "drop the index where this step built it";
            case DROP -> "build the index again";
            case REPLACE -> "build the index again as it was, in place of the new one";
        };
        return new WayBack.By(shown, Risk.CHANGES, done -> new IndexBack(this, done));
    }
}
