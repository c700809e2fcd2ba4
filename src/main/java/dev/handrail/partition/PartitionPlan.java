package dev.handrail.partition;

import dev.handrail.partition.PartitionAction.Retire;
import dev.handrail.runbook.Effect;
import dev.handrail.runbook.Hazard;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.text.Quoting;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be created and retired, from the options, the table as it is and the time. */
record PartitionPlan(PartitionAction action, Parent parent, ZonedDateTime now, String user, Model model) {
    Coverage coverage() {
        return Coverage.of(parent, action, now);
    }

    /** What is missing. @throws dev.handrail.problem.Problem where PostgreSQL would cut a name off */
    List<Wanted> missing(Coverage coverage) {
        Template template = template();
        List<Wanted> missing = new ArrayList<>();
        for (Period period : coverage.missing()) {
            String name = Naming.whole(template.name(parent.name(), period), "short_{yyyy}_{MM}");
            missing.add(new Wanted(period.shown(), parent.home(), name, share(period)));
        }
        return missing;
    }

    private Share share(Period period) {
        return new Share.Stretch(literal(period.start()), literal(period.end()));
    }

    private String literal(ZonedDateTime bound) {
        return Quoting.literal(parent.axis().written(bound));
    }

    private Template template() {
        if (action.template() != null) {
            return new Template(action.template());
        }
        List<Inferring.Named> named = new ArrayList<>();
        for (Existing existing : parent.attached()) {
            if (existing.bounds().from().isAfter(java.time.Instant.MIN)) {
                Period period = Period.of(action.by(), existing.bounds().from().atZone(now.getZone()));
                if (period.bounds().equals(existing.bounds())) {
                    named.add(0, new Inferring.Named(existing.name(), period));
                }
            }
        }
        return Inferring.from(named, action.by()).orElseGet(() -> Template.usual(action.by()));
    }

    /** What is past what is kept. */
    List<Existing> past(List<Wanted> missing) {
        return Retirement.of(parent, action, now, !missing.isEmpty());
    }

    /** @param archive null: nothing is archived */
    Plan plan(Coverage coverage, List<Wanted> missing, Displaced displaced, @Nullable Archive archive) {
        Work work = new Work(action.database(), action.envelope());
        Table table = parent.table();
        Creating creating = new Creating(new Making(work, table, model, user), table, missing, displaced);
        Obstacles.refuseMoving(table, creating);
        List<Effect> effects = new ArrayList<>(creating.effects());
        List<Existing> past = past(missing);
        Archiving archiving = archive == null ? null : new Archiving(work, archive);
        past.forEach(old -> effects.addAll(retired(work, old.child(), archiving)));
        if (effects.isEmpty()) {
            return Plan.nothing(nothing(coverage));
        }
        List<Hazard> hazards = new ArrayList<>(new Hazards(parent, action, model).of(coverage, past, creating));
        if (archiving != null) {
            hazards.addAll(archiving.hazards());
        }
        Risk risk = action.retire() == Retire.DROP && !past.isEmpty() ? Risk.DESTROYS : Risk.CHANGES;
        return creating.estimated(Plan.of(risk, effects).with(hazards, creating.consents()));
    }

    private List<Effect> retired(Work work, Child old, @Nullable Archiving archiving) {
        List<Effect> effects = new ArrayList<>();
        boolean drop = action.retire() == Retire.DROP;
        if (archiving != null) {
            effects.addAll(drop ? archiving.beforeDrop(old) : List.of(archiving.dump(old)));
        }
        effects.add(drop ? work.drop(old) : work.detach(parent.table(), old));
        return effects;
    }

    private String nothing(Coverage coverage) {
        String first = coverage.wanted().get(0).shown();
        String last = coverage.wanted().get(coverage.wanted().size() - 1).shown();
        return (first.equals(last)
                        ? "the partition for " + first + " is"
                        : "all partitions from " + first + " to " + last + " are")
                + " there"
                + (action.keep() == null
                        ? ""
                        : ", and none is older than " + action.keep() + " before the present one");
    }
}
