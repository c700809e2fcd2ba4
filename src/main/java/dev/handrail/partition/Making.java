package dev.handrail.partition;

import dev.handrail.runbook.Sql;
import dev.handrail.text.Quoting;
import dev.handrail.text.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The effects that partitions are created with. None of them reads rows under a lock that keeps everybody out.
 *
 * @param model what new partitions are like beside what they get from the whole table
 * @param user who reads the catalog; the owner is set where it is another one
 */
record Making(Work work, Table table, Model model, String user) {
    /**
     * A table made apart and then attached: that takes a lock which lets readers and writers of the whole table go on,
     * which CREATE TABLE … PARTITION OF does not. An identity column is left to the whole table.
     *
     * @param letIn what the default partition need not keep out any more after that
     */
    Sql create(Wanted wanted, List<Excluding> letIn) {
        List<Statement> statements = new ArrayList<>(created(wanted));
        letIn.forEach(check -> statements.add(ofDefault("drop constraint " + check.name())));
        return work.transaction(wanted.shown(), statements, Map.of("created", wanted.qualified()));
    }

    /** Several in one transaction. */
    Sql create(List<Wanted> group) {
        if (group.size() == 1) {
            return create(group.get(0), List.of());
        }
        List<Statement> statements = new ArrayList<>();
        Map<String, String> facts = new LinkedHashMap<>();
        for (Wanted wanted : group) {
            statements.addAll(created(wanted));
            facts.put(facts.isEmpty() ? "created" : "created " + (facts.size() + 1), wanted.qualified());
        }
        String shown =
                group.get(0).shown() + " to " + group.get(group.size() - 1).shown();
        return work.transaction(shown, statements, facts);
    }

    private List<Statement> created(Wanted wanted) {
        List<Statement> statements = new ArrayList<>(made(wanted));
        statements.addAll(attached(wanted));
        return statements;
    }

    private List<Statement> made(Wanted wanted) {
        String child = wanted.qualified();
        Sublevel below = model.below();
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.ours("create " + (model.unlogged() ? "unlogged " : "") + "table " + child + " (like "
                + table.qualified() + " including all excluding identity)"
                + (below == null ? "" : " partition by " + below.key())
                + new Likeness(model, child).storage() + tablespace()));
        owned(statements, child);
        for (Sublevel.Part part : parts(wanted)) {
            String name = Quoting.qualified(part.schema(), part.name());
            statements.add(Statement.ours("create " + (part.model().unlogged() ? "unlogged " : "") + "table " + name
                    + " partition of " + child + " " + Work.bound(part.bound())
                    + new Likeness(part.model(), name).storage() + tablespace()));
            owned(statements, name);
        }
        return statements;
    }

    private List<Sublevel.Part> parts(Wanted wanted) {
        return model.below() == null ? List.of() : model.below().of(wanted);
    }

    private String tablespace() {
        return table.tablespace() == null ? "" : " tablespace " + Quoting.name(table.tablespace());
    }

    private void owned(List<Statement> statements, String child) {
        if (!user.equals(table.owner())) {
            statements.add(Statement.ours("alter table " + child + " owner to " + Quoting.name(table.owner())));
        }
    }

    private List<Statement> attached(Wanted wanted) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.ours("alter table " + table.qualified() + " attach partition " + wanted.qualified()
                + " for values " + wanted.share().values()));
        statements.addAll(new Likeness(model, wanted.qualified()).statements());
        for (Sublevel.Part part : parts(wanted)) {
            statements.addAll(new Likeness(part.model(), Quoting.qualified(part.schema(), part.name())).statements());
        }
        return statements;
    }

    /** From here on the default partition takes no more of these rows; those it has are not looked at. */
    Sql exclude(String shown, Excluding check) {
        return work.transaction(
                shown + ": " + fallback().qualified() + " takes no more of its rows",
                List.of(ofDefault("add constraint " + check.name() + " check (" + check.condition() + ") not valid")),
                Map.of("excluded", check.name()));
    }

    /** Reads the default partition from end to end while everybody goes on. */
    Sql validate(String shown, Excluding check) {
        return work.transaction(
                shown + ": " + fallback().qualified() + " has none of its rows",
                List.of(ofDefault("validate constraint " + check.name())),
                Map.of());
    }

    Sql letIn(String check) {
        return work.transaction(
                "left by an earlier attempt", List.of(ofDefault("drop constraint if exists " + check)), Map.of());
    }

    /** The table that the default partition's rows go into, attached when all of them are there. */
    Sql fill(Wanted wanted) {
        return work.transaction(
                wanted.shown() + ": a table for its rows", filled(wanted), Map.of("filling", wanted.qualified()));
    }

    private List<Statement> filled(Wanted wanted) {
        List<Statement> statements = new ArrayList<>(made(wanted));
        statements.add(Statement.ours("alter table " + wanted.qualified() + " add constraint " + table.filling(wanted)
                + " check (" + inside(wanted) + ")"));
        return statements;
    }

    /** @param left how many there are: it makes each of the batches another effect */
    Sql batch(Wanted wanted, long left, int rows) {
        String some = " and ctid = any (array(select ctid from only "
                + fallback().qualified() + " where " + inside(wanted) + " limit " + rows + "))";
        return work.transaction(
                wanted.shown() + ": " + Displaced.number(rows) + " of the " + Displaced.number(left) + " to be moved",
                List.of(move(wanted, some)),
                Map.of());
    }

    /**
     * Moves what is left, and attaches.
     *
     * @param there the table is there already, with the rows that were moved in batches
     */
    Sql attachFilled(Wanted wanted, Excluding check, boolean there) {
        List<Statement> statements = new ArrayList<>(there ? List.of() : filled(wanted));
        statements.add(move(wanted, ""));
        statements.add(Statement.ours("set constraints all immediate"));
        statements.add(ofDefault("validate constraint " + check.name()));
        statements.addAll(attached(wanted));
        statements.add(
                Statement.ours("alter table " + wanted.qualified() + " drop constraint " + table.filling(wanted)));
        statements.add(ofDefault("drop constraint " + check.name()));
        return work.transaction(
                wanted.shown() + ": its rows, all that are left", statements, Map.of("created", wanted.qualified()));
    }

    private Statement move(Wanted wanted, String some) {
        String columns = String.join(
                ", ", fallback().columns().stream().map(Quoting::name).toList());
        return Statement.ours("with moved as (delete from only " + fallback().qualified() + " where "
                + inside(wanted) + some + " returning " + columns + ") insert into " + wanted.qualified() + " ("
                + columns + ") overriding system value select " + columns + " from moved");
    }

    private String inside(Wanted wanted) {
        return "(" + wanted.share().inside(Quoting.name(table.column())) + ")";
    }

    private Statement ofDefault(String change) {
        return Statement.ours("alter table " + fallback().qualified() + " " + change);
    }

    private Fallback fallback() {
        return java.util.Objects.requireNonNull(table.fallback());
    }
}
