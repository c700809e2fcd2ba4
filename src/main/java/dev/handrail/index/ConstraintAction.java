package dev.handrail.index;

import dev.handrail.hazard.live.Blocking;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Position;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Action;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Database;
import dev.handrail.runbook.Envelope;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Sql;
import dev.handrail.runbook.TargetRef;
import dev.handrail.runbook.Targets;
import dev.handrail.runbook.WayBack;
import dev.handrail.text.Quoting;
import dev.handrail.text.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A constraint put in force while everybody goes on reading and writing.
 *
 * @param name the constraint's; for NOT_NULL the column's
 * @param text what stands behind CHECK, FOREIGN KEY, UNIQUE or PRIMARY KEY; for NOT_NULL empty
 */
public record ConstraintAction(String database, String table, Kind kind, String name, String text, Envelope envelope)
        implements Action {
    private static final int FOREIGN_KEYS_OF_PARTITIONED = 18;

    /** What is promised. */
    public enum Kind {
        NOT_NULL,
        CHECK,
        FOREIGN_KEY,
        UNIQUE,
        PRIMARY_KEY
    }

    /** @throws Problem exit 2 where {@code text} is no such piece of SQL, or the name is too long */
    public ConstraintAction {
        if (kind != Kind.NOT_NULL) {
            SqlText.of("select " + text, Position.of("constraint")).single();
            if (!Quoting.fits(name)) {
                throw wrong("PostgreSQL would cut the name '" + name + "'", "choose one of 63 bytes at most");
            }
        }
        if (kind == Kind.FOREIGN_KEY) {
            Reference.of(text);
        }
        if (kind == Kind.UNIQUE || kind == Kind.PRIMARY_KEY) {
            text = text.strip().startsWith("(") ? text.strip() : "(" + text.strip() + ")";
        }
    }

    private static Problem wrong(String what, String remedy) {
        return new Problem(ExitCode.WRONG, what, "", "", remedy);
    }

    @Override
    public String word() {
        return "constraint";
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
        Held held = Held.in(seen, table);
        Plan plan = plan(seen, held, new Altering(database, envelope, held));
        if (plan.isEmpty()) {
            return plan;
        }
        Map<String, LockMode> wanted = new LinkedHashMap<>();
        wanted.put(
                held.qualified(), kind == Kind.FOREIGN_KEY ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
        if (kind == Kind.FOREIGN_KEY) {
            wanted.put(Reference.of(text).to(), LockMode.SHARE_ROW_EXCLUSIVE);
        }
        List<Consent> consents = new ArrayList<>(plan.consents());
        consents.addAll(Blocking.consents(seen, wanted));
        return plan.with(plan.hazards(), consents);
    }

    private Plan plan(Database seen, Held held, Altering altering) {
        return switch (kind) {
            case NOT_NULL -> notNull(held, altering);
            case CHECK -> new Promised(altering, "c", name, "check (" + closed() + ")", broken(held, altering)).plan();
            case FOREIGN_KEY -> foreignKey(seen, held, altering);
            case UNIQUE, PRIMARY_KEY ->
                new Unique(altering, kind == Kind.PRIMARY_KEY, name, text)
                        .plan(Existing.in(seen, Quoting.qualified(held.table().schema(), name)));
        };
    }

    /** A comment at the end must not swallow what comes behind it. */
    private String closed() {
        return text.contains("--") ? text + "\n" : text;
    }

    private Plan notNull(Held held, Altering altering) {
        List<Sql> effects = new NotNull(altering, name).plan();
        return effects.isEmpty()
                ? Plan.nothing("column " + name + " of " + held.qualified() + " is not null")
                : Plan.of(Risk.CHANGES, effects);
    }

    private String broken(Held held, Altering altering) {
        Set<String> names = Wording.names(text);
        List<String> asked = held.columns().stream()
                .map(Held.Column::name)
                .filter(names::contains)
                .map(Quoting::name)
                .toList();
        return altering.rows(asked, "not (" + closed() + ")");
    }

    private Plan foreignKey(Database seen, Held held, Altering altering) {
        if (held.table().partitioned()
                && held.major() < FOREIGN_KEYS_OF_PARTITIONED
                && held.rule(name).isEmpty()) {
            throw new Problem(
                    ExitCode.FAILED,
                    held.qualified() + " is partitioned: PostgreSQL " + held.major()
                            + " can't add a foreign key to it that is validated later",
                    "",
                    "adding it at once looks through every partition while writers of both tables wait",
                    "one step for each partition: constraint { table 'partition'; foreignKey '" + name + "', '" + text
                            + "' }; then sql 'alter table " + held.qualified()
                            + " add …': the partitions' own are taken over, not validated again");
        }
        Reference reference = Reference.of(text);
        Held to = Held.in(seen, reference.to());
        List<String> key = to.columns().stream()
                .filter(Held.Column::inKey)
                .map(Held.Column::name)
                .toList();
        String lost = reference.lost(key);
        List<String> columns = reference.columns().stream().map(Quoting::name).toList();
        return new Promised(
                        altering,
                        "f",
                        name,
                        "foreign key " + text.strip(),
                        lost.isEmpty() ? "" : altering.rows(columns, lost))
                .plan();
    }

    @Override
    public WayBack wayBack() {
        String shown = kind == Kind.NOT_NULL
                ? "the column may be null again, where this step made it not null"
                : "drop the constraint where this step added it";
        return new WayBack.By(shown, Risk.CHANGES, done -> new ConstraintBack(this, done));
    }
}
