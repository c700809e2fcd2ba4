package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Expectation.Baseline;
import dev.handrail.runbook.Expectation.Opinion;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks checks and judges the answers; each judgment goes on record. */
final class Judge {
    private final RunContext context;

    Judge(RunContext context) {
        this.context = context;
    }

    List<Judged> all(Step step, String phase, int attempt, List<Check> checks, String role) {
        List<Judged> judged = new ArrayList<>();
        for (Check check : checks) {
            judged.add(one(step, phase, attempt, check, role));
        }
        return judged;
    }

    /** Judges until it holds where the check is patient; the last judgment goes on record. */
    Judged one(Step step, String phase, int attempt, Check check, String role) {
        long begin = context.pauses().nanos();
        Judged judged = look(step, check);
        Check.Patience patience = check.patience();
        if (patience != null) {
            long within = patience.within().toMillis();
            while (judged.failed()
                    && context.pauses().millisSince(begin) < within
                    && context.waited(patience.every())) {
                judged = look(step, check);
            }
        }
        record(
                step,
                phase,
                attempt,
                check,
                role,
                judged,
                Duration.ofMillis(context.pauses().millisSince(begin)));
        return judged;
    }

    void record(Step step, String phase, int attempt, Check check, String role, Judged judged, Duration took) {
        context.journal()
                .append(
                        new Event.CheckJudged(
                                step.id(),
                                phase,
                                attempt,
                                check.title(),
                                role,
                                judged.verdict().word(),
                                judged.seen(),
                                judged.expected(),
                                check.question().show(),
                                check.weight(),
                                took.toMillis(),
                                judged.rows() == null ? null : judged.rows().rows(),
                                judged.rows() == null ? 0 : judged.rows().total()),
                        false);
    }

    /** Asks once and judges, off the record. */
    Judged look(Step step, Check check) {
        String expected = java.util.stream.Stream.concat(
                        check.expects().stream().map(Expectation::show),
                        check.warns().stream().map(e -> "warns " + e.show()))
                .collect(Collectors.joining("; "));
        try {
            Reading now = asked(step, check.question());
            return judged(check, expected, now, () -> before(step, check));
        } catch (Problem problem) {
            return unasked(check, expected, problem);
        }
    }

    private Judged judged(Check check, String expected, Reading now, Supplier<@Nullable Reading> earlier) {
        try {
            Reading before = earlier.get();
            for (Expectation expectation : check.expects()) {
                Opinion opinion = expectation.judge(now, before, context.targets());
                if (!opinion.holds()) {
                    return of(check, Judged.Verdict.FAIL, opinion.seen(), expected)
                            .over(now);
                }
            }
            for (Expectation warning : check.warns()) {
                Opinion opinion = warning.judge(now, before, context.targets());
                if (opinion.holds()) {
                    return of(check, Judged.Verdict.WARN, opinion.seen(), expected)
                            .over(now);
                }
            }
            return of(check, Judged.Verdict.PASS, now.shown(), expected);
        } catch (Problem problem) {
            return unasked(check, expected, problem).over(now);
        }
    }

    private static Judged of(Check check, Judged.Verdict verdict, String seen, String expected) {
        return new Judged(check.title(), verdict, seen, expected, check.weight());
    }

    private static Judged unasked(Check check, String expected, Problem problem) {
        String seen = problem.why().isEmpty() ? problem.what() : problem.what() + ": " + problem.why();
        return new Judged(check.title(), Judged.Verdict.FAIL, seen, expected, check.weight(), null, problem);
    }

    private Reading asked(Step step, Question question) {
        if (question.since() == Baseline.NONE) {
            return question.ask(context.targets());
        }
        return new Baselines(context)
                .mark(step, question)
                .map(mark -> question.ask(context.targets(), mark))
                .orElseGet(() -> question.ask(context.targets()));
    }

    private @Nullable Reading before(Step step, Check check) {
        return new Baselines(context).before(step, check).orElse(null);
    }

    /** Titles of those that fail. */
    static List<String> failed(List<Judged> judged) {
        return judged.stream().filter(Judged::failed).map(Judged::title).toList();
    }
}
