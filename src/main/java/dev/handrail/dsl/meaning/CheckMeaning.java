package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Question;
import dev.handrail.runbook.TargetKind;
import dev.handrail.validate.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code check}, {@code require}, {@code when}, {@code until}: one question and the answers expected. */
final class CheckMeaning {
    private static final Duration PACE = Duration.ofSeconds(5);

    private final Reading reading;
    private final Scope scope;

    CheckMeaning(Reading reading, Scope scope) {
        this.reading = reading;
        this.scope = scope;
    }

    List<Check> all(List<Call> said) {
        List<Check> all = new ArrayList<>();
        for (Call call : said) {
            of(call).ifPresent(all::add);
        }
        return all;
    }

    Optional<Check> of(Call said) {
        Scope inside = scope.within(said);
        Options options = new Options(reading, said);
        String title = said.arguments().isEmpty() ? "it holds" : Args.plain(reading, said, 0);
        Optional<Question> question = question(said, inside);
        AnswerMeaning answers = new AnswerMeaning(reading, inside);
        var expects = answers.all(said.said("expect"));
        var warns = answers.all(said.said("warn"));
        if (expects.isEmpty() && warns.isEmpty()) {
            options.missing("'" + said.word() + "' expects no answer, so it could not fail", "add: expect …");
        }
        question.ifPresent(q -> refuseStrangers(said, q, expects));
        Optional<Check> check = question.map(q -> new Check(
                title,
                q,
                expects,
                warns,
                weight(options),
                patience(options),
                options.flag("lasting"),
                reading.reporter().position(said.site().word())));
        check.ifPresent(c -> new Pointless(reading).refuse(said, c));
        return check;
    }

    /** What a check says with {@code on} has to be something that it asks. */
    private void refuseStrangers(Call said, Question question, List<Expectation> expects) {
        for (Call on : said.said("on")) {
            boolean share = expects.stream().anyMatch(Share.class::isInstance);
            List<String> kinds = reading.declared().kinds(Args.plain(reading, on, 0));
            boolean fits = kinds.contains(question.target().kind().word())
                    || share && kinds.contains(TargetKind.DATABASE.word());
            if (!kinds.isEmpty() && !fits) {
                reading.mistake(
                        Code.UNKNOWN_TARGET,
                        "'" + on.argument(0) + "' is a " + kinds.get(0) + ", and this question is for a "
                                + question.target().kind().word(),
                        on.site().argument(0),
                        "name what is asked, or leave it out where there is one");
            }
        }
    }

    private Optional<Question> question(Call said, Scope inside) {
        List<Call> asked =
                said.said().stream().filter(c -> QuestionMeaning.asks(c.word())).toList();
        if (asked.isEmpty()) {
            reading.mistake(
                    Code.MISSING,
                    "'" + said.word() + "' asks no question",
                    said.site().word(),
                    "add one: sql, redis, http, metric, command, explain, schema, backupOf …");
            return Optional.empty();
        }
        if (asked.size() > 1) {
            reading.mistake(
                    Code.TWICE,
                    "'" + said.word() + "' asks two questions",
                    asked.get(1).site().word(),
                    "give the second a " + said.word() + " of its own");
        }
        return new QuestionMeaning(reading, inside).of(asked.get(0));
    }

    private double weight(Options options) {
        return options.one("weight")
                .map(w -> {
                    double weight = Args.number(w.argument(0));
                    if (weight <= 0) {
                        reading.mistake(
                                Code.BAD_VALUE, "a weight is above 0", w.site().argument(0), "write: weight 2");
                    }
                    return weight;
                })
                .orElse(1.0);
    }

    private Check.@Nullable Patience patience(Options options) {
        Duration within = options.duration("within");
        return within == null ? null : new Check.Patience(within, options.duration("every", PACE));
    }
}
