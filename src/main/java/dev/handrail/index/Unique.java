package dev.handrail.index;

import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Quoting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A unique constraint or primary key on an index that was built without blocking writers; columns of a primary key are
 * made not null first, or PostgreSQL would look through the table while nobody may read it.
 *
 * @param text what stands behind UNIQUE or PRIMARY KEY
 */
record Unique(Altering altering, boolean primary, String name, String text) {
    private static final Pattern DEFERRED =
            Pattern.compile("(?i)\\b((?:not\\s+)?deferrable|initially)\\b.*", Pattern.DOTALL);

    /** @param index what has the constraint's name as an index; empty: nothing */
    Plan plan(Optional<Existing> index) {
        Held held = altering.held();
        refuse(held);
        Held.Rule there = held.rule(name).orElse(null);
        if (there != null) {
            if (!there.type().equals(type())
                    || !Wording.columns(there.definition()).equals(columns())) {
                throw Promised.inTheWay(held, there);
            }
            return Plan.nothing("constraint " + name + " of " + held.qualified() + " is there: " + there.definition());
        }
        List<Sql> effects = new ArrayList<>();
        List<Consent> consents = new ArrayList<>();
        if (primary) {
            columns().forEach(c -> effects.addAll(new NotNull(altering, c).plan()));
        }
        index(index, effects, consents);
        effects.add(altering.add(
                name, (primary ? "primary key" : "unique") + " using index " + Quoting.name(name) + deferred()));
        return Plan.of(Risk.CHANGES, effects).with(List.of(), consents);
    }

    private String type() {
        return primary ? "p" : "u";
    }

    List<String> columns() {
        return Wording.columns(text);
    }

    private void refuse(Held held) {
        if (held.table().partitioned()) {
            throw new Problem(
                    ExitCode.FAILED,
                    held.qualified() + " is partitioned: its constraint can't be put on an index that is there",
                    "",
                    "PostgreSQL adds it only while writers wait",
                    "a unique index does the same: index { create 'unique " + name + " on " + held.qualified() + " "
                            + text + "' }");
        }
        held.rules().stream()
                .filter(r -> primary && r.type().equals("p") && !r.name().equals(name))
                .findFirst()
                .ifPresent(other -> {
                    throw new Problem(
                            ExitCode.FAILED,
                            held.qualified() + " has a primary key already",
                            "",
                            other.name() + ": " + other.definition(),
                            "make it unique with: unique '" + name + "', '" + text + "'");
                });
    }

    private void index(Optional<Existing> found, List<Sql> effects, List<Consent> consents) {
        Work work = new Work(altering.database(), altering.envelope());
        Held held = altering.held();
        Definition wanted = new Definition(
                true, name, List.of(held.table().schema(), held.table().name()), indexed());
        if (found.isPresent()) {
            Existing there = found.get();
            Creating.refuseWhileBuilding(there);
            boolean like = !there.definition().isEmpty()
                    && Likeness.of(wanted, Definition.byServer(there.definition())) == Likeness.SAME;
            if (there.valid() && like) {
                return;
            }
            if (there.valid() || !there.kind().equals("i")) {
                throw Creating.inTheWay(there.qualified(), there.definition(), "choose another name");
            }
            effects.add(work.dropLeftover(there));
            consents.add(Creating.consent(there));
        }
        Sql build = work.build(held.table().schema(), wanted);
        Map<String, String> facts = new LinkedHashMap<>(build.facts());
        facts.put(Sql.OFFENDING, altering.doubles(columns()));
        effects.add(build.titled("", facts));
    }

    private String indexed() {
        return DEFERRED.matcher(text).replaceFirst("").strip();
    }

    private String deferred() {
        Matcher found = DEFERRED.matcher(text);
        return found.find() ? " " + found.group().strip() : "";
    }
}
