package dev.handrail.run;

import dev.handrail.journal.Event;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Expectation.Opinion;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.Reading;
import dev.handrail.runbook.Step;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks checks and judges the answers; each judgment goes on record. */
final class Judge {
    private final RunContext context;

    Judge(RunContext context) {
        this.context = context;
    }

    List<Judged> all(Step step, String phase, int attempt, List<Check> checks, String role) {
        AtOnce atOnce = new AtOnce(checks.stream().filter(Judge::quick).toList(), c -> looking(step, c));
        try {
            Map<Check, Judged> judged = new IdentityHashMap<>();
            atOnce.each((check, now) -> {
                record(step, phase, attempt, check, role, now.judged(), now.took());
                judged.put(check, now.judged());
            });
            return checks.stream()
                    .map(c -> quick(c) ? Objects.requireNonNull(judged.get(c)) : one(step, phase, attempt, c, role))
                    .toList();
        } finally {
            atOnce.close();
        }
    }

    /** What asks again, or measures, is asked by itself. */
    private static boolean quick(Check check) {
        return check.patience() == null && !check.question().measures();
    }

    /** What is to be asked, ready to be asked by any thread: the journal is read here. */
    private Supplier<Judged> looking(Step step, Check check) {
        Baselines baselines = new Baselines(context);
        Question question = check.question();
        Optional<Reading> mark = baselines.mark(step, question);
        Optional<Reading> before = baselines.before(step, check);
        return () -> look(check, mark, before.orElse(null));
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
        return looking(step, check).get();
    }

    private Judged look(Check check, Optional<Reading> mark, @Nullable Reading before) {
        String expected = expected(check);
        try {
            Question question = check.question();
            Reading now =
                    mark.map(m -> question.ask(context.targets(), m)).orElseGet(() -> question.ask(context.targets()));
            return judged(check, expected, now, before);
        } catch (Problem problem) {
            return unasked(check, expected, problem);
        }
    }

    private static String expected(Check check) {
        StringJoiner all = new StringJoiner("; ");
        check.expects().forEach(e -> all.add(e.show()));
        check.warns().forEach(e -> all.add("warns " + e.show()));
        return all.toString();
    }

    private Judged judged(Check check, String expected, Reading now, @Nullable Reading before) {
        try {
            Set<String> holding = new LinkedHashSet<>();
            for (Expectation expectation : check.expects()) {
                Opinion opinion = expectation.judge(now, before, context.targets());
                if (!opinion.holds()) {
                    return of(check, Judged.Verdict.FAIL, opinion.seen(), expected)
                            .over(now);
                }
                holding.add(opinion.seen());
            }
            for (Expectation warning : check.warns()) {
                Opinion opinion = warning.judge(now, before, context.targets());
                if (opinion.holds()) {
                    return of(check, Judged.Verdict.WARN, opinion.seen(), expected)
                            .over(now);
                }
            }
            String seen = holding.isEmpty() ? now.shown() : String.join("; ", holding);
            return of(check, Judged.Verdict.PASS, seen, expected);
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

    /** Titles of those that fail. */
    static List<String> failed(List<Judged> judged) {
        return judged.stream().filter(Judged::failed).map(Judged::title).toList();
    }
}
