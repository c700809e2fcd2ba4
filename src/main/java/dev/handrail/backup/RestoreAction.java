package dev.handrail.backup;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Clients;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Foreign;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Quoting;
import dev.handrail.text.Text;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A backup restored into a new database that then gets the name.
 *
 * @param from a step of this run that backs up ({@code section/step}), a backup's folder, here or as {@code s3://…}, or somebody
 *     else's dump
 * @param into the new database's name; null: made from the run's id
 * @param identity a secret that opens an encrypted backup; null: none is given
 * @param over the database that had the name is dropped once the names are swapped, instead of kept
 */
public record RestoreAction(
        String database,
        Text from,
        @Nullable String into,
        boolean over,
        @Nullable Text identity) implements Action {
    /** The first version that ends the sessions of a database that it drops. */
    static final int FORCES = 13;

    /** Of a backup that is not encrypted. */
    public RestoreAction(String database, Text from, @Nullable String into, boolean over) {
        this(database, from, into, over, null);
    }

    /** @throws Problem exit 2 where {@code into} is a name that PostgreSQL would cut off */
    public RestoreAction {
        if (into != null && !Quoting.fits(into)) {
            throw new Problem(
                    ExitCode.WRONG,
                    "the name " + into + " is longer than the " + Quoting.LONGEST_NAME + " bytes that PostgreSQL keeps",
                    "",
                    "",
                    "give a shorter one with into '…', or leave into out");
        }
    }

    @Override
    public String word() {
        return "restore";
    }

    @Override
    public Risk ceiling() {
        return Risk.DESTROYS;
    }

    @Override
    public List<TargetRef> touches() {
        return List.of(TargetRef.database(database));
    }

    @Override
    public Plan plan(Targets targets) {
        Database seen = targets.database(database);
        Database.Identity identity = seen.identity();
        Clients.require(targets.host(), identity, identity);
        String written = from.resolve(targets.values());
        Naming names = Naming.of(this, seen.name(), targets.values().runId());
        Optional<Foreign> foreign = Source.foreign(targets, written);
        Plan plan = foreign.isPresent()
                ? new ForeignPlan(names, this, foreign.get(), identity.major() >= FORCES).plan(seen.free())
                : new RestorePlan(this, names, identity, Source.of(targets, written)).plan(seen.free());
        return plan.with(plan.hazards(), Occupants.consents(seen));
    }

    @Override
    public WayBack wayBack() {
        return over
                ? new WayBack.Irreversible("over() drops the database that had the name")
                : new WayBack.By(
                        "give the name back to the database that was kept",
                        Risk.DESTROYS,
                        done -> new RestoreBack(database, done));
    }
}
