package dev.handrail.partition;

import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What creates the partitions that are missing, from what is there: also from what an interruption left. */
record Creating(Making making, Parent parent, List<Wanted> missing, Displaced displaced) {
    static final String CONSENT = "move-default-rows";
    /** Rows of the default partition that are moved in one transaction. */
    private static final int BATCH = 10_000;

    List<Sql> effects() {
        Fallback fallback = parent.fallback();
        if (fallback == null) {
            return missing.stream().map(w -> making.create(w, List.of())).toList();
        }
        List<Sql> effects = new ArrayList<>();
        Set<String> needed = new HashSet<>();
        List<Wanted> quiet = missing.stream().filter(w -> !displaces(w)).toList();
        for (Wanted wanted : displacing()) {
            Excluding check = Excluding.of(parent.column(), List.of(wanted));
            needed.add(check.name());
            effects.addAll(filled(wanted, check, fallback));
        }
        if (!quiet.isEmpty()) {
            Excluding check = Excluding.of(parent.column(), quiet);
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

    /** Those whose rows are in the default partition, or on their way out of it. */
    List<Wanted> displacing() {
        return missing.stream().filter(this::displaces).toList();
    }

    private boolean displaces(Wanted wanted) {
        return displaced.of(wanted) > 0 || parent.fills(wanted);
    }

    List<Consent> consents() {
        Fallback fallback = parent.fallback();
        List<Wanted> moving = displacing();
        if (fallback == null || moving.isEmpty()) {
            return List.of();
        }
        String what = displaced.all() == 0
                ? "attach " + moving.get(0).qualified() + ", which was filled before"
                : "move " + displaced.shown(fallback.qualified());
        return List.of(new Consent(CONSENT, what));
    }

    /** True where rows are on their way for longer than one transaction. */
    boolean batches() {
        return displacing().stream().anyMatch(w -> parent.fills(w) || displaced.of(w) > BATCH);
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
        boolean there = parent.fills(wanted);
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
