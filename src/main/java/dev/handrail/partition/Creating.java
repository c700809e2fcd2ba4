package dev.handrail.partition;

import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Estimate;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What creates the partitions that are missing, from what is there: also from what an interruption left. */
record Creating(Making making, Table table, List<Wanted> missing, Displaced displaced) {
    static final String CONSENT = "move-default-rows";
    /** Rows of the default partition that are moved in one transaction. */
    private static final int BATCH = 10_000;
    /** Up to here each partition has a transaction of its own. */
    private static final int FEW = 10;

    private static final int GROUP = 20;

    /** First what an interrupted detach left is brought to its end. */
    List<Sql> effects() {
        List<Sql> effects = new ArrayList<>();
        table.children().stream()
                .filter(Child::detaching)
                .forEach(half -> effects.add(making.work().finalizeDetach(table, half)));
        effects.addAll(created());
        return effects;
    }

    private List<Sql> created() {
        Fallback fallback = table.fallback();
        if (fallback == null) {
            return grouped();
        }
        List<Sql> effects = new ArrayList<>();
        Set<String> needed = new HashSet<>();
        List<Wanted> quiet = missing.stream().filter(w -> !displaces(w)).toList();
        for (Wanted wanted : displacing()) {
            Excluding check = Excluding.of(table.column(), List.of(wanted));
            needed.add(check.name());
            effects.addAll(filled(wanted, check, fallback));
        }
        if (!quiet.isEmpty()) {
            Excluding check = Excluding.of(table.column(), quiet);
            needed.add(check.name());
            effects.addAll(attached(quiet, check, fallback));
        }
        List<Sql> first = fallback.checks().stream()
                .map(Fallback.Held::name)
                .filter(name -> !needed.contains(name))
                .map(making::letIn)
                .toList();
        effects.addAll(0, first);
        return effects;
    }

    /** So many that each by itself would take longer for what surrounds it than for its own work go together. */
    private List<Sql> grouped() {
        int size = missing.size() <= FEW || !table.attachesQuietly() ? 1 : GROUP;
        List<Sql> effects = new ArrayList<>();
        for (int i = 0; i < missing.size(); i += size) {
            effects.add(making.create(missing.subList(i, Math.min(i + size, missing.size()))));
        }
        return effects;
    }

    /** Those whose rows are in the default partition, or on their way out of it. */
    List<Wanted> displacing() {
        return missing.stream().filter(this::displaces).toList();
    }

    private boolean displaces(Wanted wanted) {
        return displaced.of(wanted) > 0 || table.fills(wanted);
    }

    List<Consent> consents() {
        List<Consent> consents = new ArrayList<>();
        Fallback fallback = table.fallback();
        List<Wanted> moving = displacing();
        if (fallback != null && !moving.isEmpty()) {
            consents.add(moving(fallback, moving));
        }
        table.children().stream()
                .filter(Child::detaching)
                .forEach(half -> consents.add(new Consent(
                        "finalize-detach",
                        "end the detach of " + half.qualified() + ", which was interrupted: its rows are not seen"
                                + " through " + table.qualified() + " any more")));
        return consents;
    }

    /** The plan, with the number of rows that are moved. */
    Plan estimated(Plan plan) {
        return displaced.all() == 0
                ? plan
                : plan.with(new Estimate(null, displaced.all(), "rows", 0, "counted in the default partition"));
    }

    private Consent moving(Fallback fallback, List<Wanted> moving) {
        String what = displaced.all() == 0
                ? "attach " + moving.get(0).qualified() + ", which was filled before"
                : "move " + displaced.shown(fallback.qualified());
        return new Consent(CONSENT, what);
    }

    /** True where rows are on their way for longer than one transaction. */
    boolean batches() {
        return displacing().stream().anyMatch(w -> table.fills(w) || displaced.of(w) > BATCH);
    }

    private List<Sql> attached(List<Wanted> quiet, Excluding check, Fallback fallback) {
        List<Sql> effects = new ArrayList<>();
        String shown = quiet.get(0).shown()
                + (quiet.size() == 1 ? "" : " to " + quiet.get(quiet.size() - 1).shown());
        excluded(effects, shown, check, fallback);
        if (!fallback.held(check.name()).map(Fallback.Held::valid).orElse(false)) {
            effects.add(making.validate(shown, check));
        }
        for (int i = 0; i < quiet.size(); i++) {
            boolean last = i == quiet.size() - 1;
            effects.add(making.create(quiet.get(i), last ? List.of(check) : List.of()));
        }
        return effects;
    }

    private List<Sql> filled(Wanted wanted, Excluding check, Fallback fallback) {
        List<Sql> effects = new ArrayList<>();
        excluded(effects, wanted.shown(), check, fallback);
        boolean there = table.fills(wanted);
        long left = displaced.of(wanted);
        if (left > BATCH && !there) {
            effects.add(making.fill(wanted));
            there = true;
        }
        while (left > BATCH) {
            effects.add(making.batch(wanted, left, BATCH));
            left -= BATCH;
        }
        effects.add(making.attachFilled(wanted, check, there));
        return effects;
    }

    private void excluded(List<Sql> effects, String shown, Excluding check, Fallback fallback) {
        if (fallback.held(check.name()).isEmpty()) {
            effects.add(making.exclude(shown, check));
        }
    }
}
