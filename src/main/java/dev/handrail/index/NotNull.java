package dev.handrail.index;

import dev.handrail.runbook.Sql;
import dev.handrail.text.Quoting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column made not null without a scan under a lock that stops readers: a check that is not valid yet, its validation,
 * then SET NOT NULL, for which a valid check is proof. From PostgreSQL 18 on NOT NULL itself may be validated later.
 */
record NotNull(Altering altering, String column) {
    private static final int NATIVE = 18;

    /** What is still to be done; empty: nothing. */
    List<Sql> plan() {
        boolean notNull = altering.held().column(column).notNull();
        if (altering.held().major() >= NATIVE && (notNull || check() == null)) {
            return natively(notNull);
        }
        return notNull ? List.of() : byCheck(check());
    }

    /** The name of what is added; PostgreSQL itself would choose the same. */
    String name() {
        return Definition.suffixed(altering.held().table().name() + "_" + column, "_not_null");
    }

    private List<Sql> natively(boolean notNull) {
        Optional<Held.Rule> rule = altering.held().rules().stream()
                .filter(r -> r.type().equals("n") && r.definition().equals("NOT NULL " + Quoting.name(column)))
                .findFirst();
        List<Sql> effects = new ArrayList<>();
        if (rule.isEmpty() && notNull) {
            return effects;
        }
        if (rule.isEmpty()) {
            effects.add(altering.add(name(), "not null " + Quoting.name(column) + " not valid"));
        }
        if (rule.isEmpty() || !rule.get().valid()) {
            effects.add(altering.validate(rule.map(Held.Rule::name).orElse(name()), offending()));
        }
        return effects;
    }

    /** A check that says just this, whoever made it, the best first. */
    private Held.@Nullable Rule check() {
        String same = "CHECK ((" + Quoting.name(column) + " IS NOT NULL))";
        return altering.held().rules().stream()
                .filter(r -> r.type().equals("c") && r.definition().equals(same))
                .min(Comparator.comparing((Held.Rule r) -> !r.valid()))
                .orElse(null);
    }

    /** Only a check of our name is dropped at the end. */
    private List<Sql> byCheck(Held.@Nullable Rule check) {
        List<Sql> effects = new ArrayList<>();
        if (check == null) {
            effects.add(altering.add(name(), "check (" + Quoting.name(column) + " is not null) not valid"));
        }
        String serving = check == null ? name() : check.name();
        if (check == null || !check.valid()) {
            effects.add(altering.validate(serving, offending()));
        }
        String set = "alter column " + Quoting.name(column) + " set not null";
        Map<String, String> facts = Map.of(Altering.NULLABLE, column);
        effects.add(
                serving.equals(name())
                        ? altering.sql(facts, set, "drop constraint " + Quoting.name(name()))
                        : altering.sql(facts, set));
        return effects;
    }

    private String offending() {
        return altering.rows(List.of(Quoting.name(column)), Quoting.name(column) + " is null");
    }
}
