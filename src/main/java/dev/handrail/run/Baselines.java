package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Expectation.Baseline;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What checks that compare need to know of the moment before: read once, kept in the journal. */
final class Baselines {
    private final RunContext context;

    Baselines(RunContext context) {
        this.context = context;
    }

    /** Reads and records what is not on record yet. */
    void take(List<Step> steps, Baseline moment) {
        for (Step step : steps) {
            for (Check check : checks(step)) {
                Question question = check.question();
                if (question.since() == moment) {
                    take(step, marked(question), moment, () -> question.mark(context.targets()));
                }
                if (check.baseline() == moment) {
                    take(step, key(step, check), moment, () -> question.ask(context.targets()));
                }
            }
        }
    }

    private void take(Step step, String key, Baseline moment, Supplier<Reading> read) {
        if (known(step, key, moment).isEmpty()) {
            Event taken = new Event.CheckBaseline(step.id(), key, word(moment), Readings.toMap(read.get()));
            context.journal().append(taken, false);
        }
    }

    /** What was read before; empty where nothing is compared, or it was not taken. */
    Optional<Reading> before(Step step, Check check) {
        Baseline moment = check.baseline();
        return moment == Baseline.NONE ? Optional.empty() : known(step, key(step, check), moment);
    }

    /** Where things stood that a question wants the news of. */
    Optional<Reading> mark(Step step, Question question) {
        Baseline moment = question.since();
        return moment == Baseline.NONE ? Optional.empty() : known(step, marked(question), moment);
    }

    private Optional<Reading> known(Step step, String key, Baseline moment) {
        return context.state().baseline(step.id(), key, word(moment)).map(Readings::fromMap);
    }

    private static List<Check> checks(Step step) {
        List<Check> all = new ArrayList<>(step.requires());
        all.addAll(step.checks());
        all.addAll(step.rollbackChecks());
        if (step.when() != null) {
            all.add(step.when());
        }
        if (step.watch() != null) {
            all.addAll(step.watch().checks());
        }
        if (step.action() != null) {
            all.addAll(step.action().asks());
        }
        return all;
    }

    /** One file is marked once in a step, whoever asks. */
    private static String marked(Question question) {
        return "mark: " + question.show();
    }

    /** Checks of other kinds than {@code check} may have the same title. */
    private static String key(Step step, Check check) {
        return step.checks().contains(check)
                ? check.title()
                : check.title() + ": " + check.question().show();
    }

    private static String word(Baseline moment) {
        return moment.name().toLowerCase(Locale.ROOT);
    }
}
