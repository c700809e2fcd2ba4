package dev.handrail.hazard.statement;

import dev.handrail.hazard.catalogue.Danger;
import dev.handrail.hazard.grammar.Cursor;
import dev.handrail.hazard.grammar.Ranges;
import dev.handrail.hazard.schema.Bound;
import dev.handrail.hazard.schema.Constraint;
import dev.handrail.hazard.schema.LockMode;
import dev.handrail.hazard.schema.Name;
import dev.handrail.hazard.schema.Relation;
import dev.handrail.hazard.schema.Schema;
import dev.handrail.text.Quoting;
import java.util.stream.Collectors;

/** Partitions of one table: made, attached, detached. */
record Partitions(Schema schema, Impact impact, Relation parent) {
    /** True where the rest attaches or detaches a partition. */
    boolean read(Cursor cursor) {
        if (cursor.take("attach", "partition")) {
            Name name = cursor.name();
            LockMode mode = schema.major() < 12 ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE;
            impact.lock(parent, mode);
            if (name != null) {
                schema.meant(name).ifPresent(part -> attached(part, Ranges.bound(cursor)));
            }
            return true;
        }
        if (cursor.take("detach", "partition")) {
            Name name = cursor.name();
            boolean apart = cursor.ahead("concurrently") || cursor.ahead("finalize");
            if (name != null) {
                schema.meant(name).ifPresent(part -> detached(part, apart));
            }
            return true;
        }
        return false;
    }

    private void attached(Relation part, Bound bound) {
        impact.lockTree(part, LockMode.ACCESS_EXCLUSIVE);
        if (!proven(part, bound)) {
            new Rewriting(impact).scan(part);
            impact.find(
                    Danger.PARTITION_SCANS,
                    part,
                    "{} is read from end to end to see that its rows belong there; nobody reads or writes it meanwhile",
                    safe(part, bound));
        }
        fallbackScanned(bound);
        part.attach(parent, bound);
    }

    /** True where PostgreSQL knows without reading that every row of {@code part} fits. */
    private boolean proven(Relation part, Bound bound) {
        if (parent.key().size() != 1 || bound.isDefault() && parent.children().isEmpty()) {
            return bound.isDefault() && parent.children().isEmpty() && !parent.assumed();
        }
        String column = parent.key().get(0);
        return new NotNulls(schema, impact, part).implied(column) && Ranges.within(demanded(part), column, bound);
    }

    /** Everything that its checks demand together. */
    private static String demanded(Relation part) {
        return part.constraints().values().stream()
                .filter(c -> c.kind() == Constraint.Kind.CHECK && c.valid())
                .map(c -> "(" + c.condition() + ")")
                .collect(Collectors.joining(" and "));
    }

    private String safe(Relation part, Bound bound) {
        if (parent.key().size() != 1 || bound.from() == null) {
            return Danger.PARTITION_SCANS.safe();
        }
        String column = Quoting.name(parent.key().get(0));
        String condition = column + " is not null and " + column + " >= '" + bound.from() + "' and " + column + " < '"
                + bound.to() + "'";
        return new Checks(impact, part).apart(part.name().name() + "_bound", "check (" + condition + ")")
                + "; then attach it, then drop the check";
    }

    /** Rows of the default partition may belong to the new one: they are looked for. */
    void fallbackScanned(Bound bound) {
        parent.fallback().ifPresent(rest -> {
            impact.lockTree(rest, LockMode.ACCESS_EXCLUSIVE);
            boolean proven = parent.key().size() == 1
                    && Ranges.outside(demanded(rest), parent.key().get(0), bound);
            if (!proven) {
                new Rewriting(impact).scan(rest);
                impact.find(
                        Danger.PARTITION_SCANS,
                        rest,
                        "the default partition {} is read from end to end for rows of the new one; nobody reads or"
                                + " writes it meanwhile",
                        "a validated check on " + rest.sql() + " that keeps such rows out, before this");
            }
        });
    }

    private void detached(Relation part, boolean apart) {
        if (apart) {
            impact.waits();
            impact.lock(parent, LockMode.SHARE_UPDATE_EXCLUSIVE);
        } else {
            impact.lock(parent, LockMode.ACCESS_EXCLUSIVE);
            impact.lockTree(part, schema.major() < 14 ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
            parent.fallback().ifPresent(rest -> impact.lock(rest, LockMode.ACCESS_EXCLUSIVE));
        }
        part.detach();
    }
}
