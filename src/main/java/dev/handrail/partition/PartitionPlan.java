package dev.handrail.partition;

import dev.handrail.partition.PartitionAction.Retire;
import dev.handrail.problem.ExitCode;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Consent;
import dev.handrail.runbook.Estimate;
import dev.handrail.runbook.Plan;
import dev.handrail.runbook.Risk;
import dev.handrail.runbook.Sql;
import dev.handrail.text.Quoting;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** What is to be created and retired, from the options, the table as it is and the time. */
record PartitionPlan(PartitionAction action, Parent parent, ZonedDateTime now, String user, Model model) {
    Coverage coverage() {
        return Coverage.of(parent, action, now);
    }

    /** What is missing. @throws Problem where PostgreSQL would cut a name off */
    List<Wanted> missing(Coverage coverage) {
        Template template = template();
        List<Wanted> missing = new ArrayList<>();
        for (Period period : coverage.missing()) {
            String name = template.name(parent.name(), period);
            if (!Quoting.fits(name)) {
                throw new Problem(
                        ExitCode.WRONG,
                        "the partition name " + name + " is longer than the " + Quoting.LONGEST_NAME
                                + " bytes that PostgreSQL keeps",
                        "",
                        "cut off, it could be the name of another one",
                        "give a shorter one: template 'short_{yyyy}_{MM}'");
            }
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

    Plan plan(Coverage coverage, List<Wanted> missing, Displaced displaced) {
        Work work = new Work(action.database(), action.envelope());
        Creating creating = new Creating(new Making(work, parent, model, user), parent, missing, displaced);
        Obstacles.refuseMoving(parent, creating);
        List<Sql> effects = new ArrayList<>();
        List<Consent> consents = new ArrayList<>(creating.consents());
        for (Existing half : parent.detaching()) {
            effects.add(work.finalizeDetach(parent, half));
            consents.add(new Consent(
                    "finalize-detach",
                    "end the detach of " + half.qualified() + ", which was interrupted: its rows are not seen through "
                            + parent.qualified() + " any more"));
        }
        effects.addAll(creating.effects());
        List<Existing> past = Retirement.of(parent, action, now, !missing.isEmpty());
        past.forEach(old -> effects.add(action.retire() == Retire.DROP ? work.drop(old) : work.detach(parent, old)));
        if (effects.isEmpty()) {
            return Plan.nothing(nothing(coverage));
        }
        Risk risk = action.retire() == Retire.DROP && !past.isEmpty() ? Risk.DESTROYS : Risk.CHANGES;
        Plan plan =
                Plan.of(risk, effects).with(new Hazards(parent, action, model).of(coverage, past, creating), consents);
        return displaced.all() == 0
                ? plan
                : plan.with(new Estimate(null, displaced.all(), "rows", 0, "counted in the default partition"));
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
