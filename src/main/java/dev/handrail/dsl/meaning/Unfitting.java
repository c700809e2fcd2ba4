package dev.handrail.dsl.meaning;

import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Question;
import dev.handrail.validate.Certificate;
import dev.handrail.validate.CommandQuestion;
import dev.handrail.validate.Containing;
import dev.handrail.validate.Cost;
import dev.handrail.validate.Covers;
import dev.handrail.validate.DiskQuestion;
import dev.handrail.validate.Equal;
import dev.handrail.validate.Exit;
import dev.handrail.validate.ExplainQuestion;
import dev.handrail.validate.HttpQuestion;
import dev.handrail.validate.Matching;
import dev.handrail.validate.NoSequentialScan;
import dev.handrail.validate.OneOf;
import dev.handrail.validate.Percentile;
import dev.handrail.validate.ResponseHeader;
import dev.handrail.validate.SchemaQuestion;
import dev.handrail.validate.SchemaQuestion.Kind;
import dev.handrail.validate.Status;
import dev.handrail.validate.TookQuestion;
import dev.handrail.validate.Used;
import dev.handrail.validate.UsesIndex;
import dev.handrail.validate.Valid;
import dev.handrail.validate.Within;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Answers that a question can't give, and answers that any would do for. */
final class Unfitting {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[\\d.]+(?:[eE][+-]?\\d+)?");

    private Unfitting() {}

    /** Why an answer does not fit. */
    record Why(String what, String fix) {}

    /** Which answers only one kind of question has. */
    private record Own(Class<? extends Question> question, String word, Set<Class<? extends Expectation>> answers) {}

    private static final List<Own> OWN = List.of(
            new Own(HttpQuestion.class, "http", Set.of(Status.class, ResponseHeader.class, Certificate.class)),
            new Own(CommandQuestion.class, "command", Set.of(Exit.class)),
            new Own(
                    ExplainQuestion.class,
                    "explain",
                    Set.of(UsesIndex.class, Cost.class, NoSequentialScan.class, Percentile.class)),
            new Own(SchemaQuestion.class, "schema", Set.of(Valid.class, Used.class, Covers.class)));

    static Optional<Why> why(Question question, Expectation answer) {
        for (Own own : OWN) {
            if (own.answers().contains(answer.getClass()) && !own.question().isInstance(question)) {
                return Optional.of(new Why(
                        "the answer '" + answer.show() + "' is one that only " + own.word() + " gives",
                        "ask with " + own.word() + ", or judge the value itself"));
            }
        }
        return ofSchema(question, answer)
                .or(() -> ofMeasuring(question, answer))
                .or(() -> ofNumbers(question, answer))
                .or(() -> ofItself(answer));
    }

    private static Optional<Why> ofSchema(Question question, Expectation answer) {
        if (!(question instanceof SchemaQuestion schema)) {
            return Optional.empty();
        }
        boolean fits = !(answer instanceof Valid) || schema.kind() == Kind.INDEX || schema.kind() == Kind.CONSTRAINT;
        fits &= !(answer instanceof Used) || schema.kind() == Kind.INDEX;
        fits &= !(answer instanceof Covers) || schema.kind() == Kind.PARTITION;
        return fits
                ? Optional.empty()
                : Optional.of(new Why(
                        schema.show() + " can't be '" + answer.show() + "'",
                        "valid is for index and constraint, used for index, covers for partition"));
    }

    private static Optional<Why> ofMeasuring(Question question, Expectation answer) {
        return answer instanceof Percentile && !question.measures()
                ? Optional.of(new Why(
                        "nothing is measured, so there is no " + answer.show(), "measure: explain('…') { times 100 }"))
                : Optional.empty();
    }

    private static Optional<Why> ofNumbers(Question question, Expectation answer) {
        return answer instanceof Equal equal
                        && !(equal.value() instanceof Number)
                        && !NUMBER.matcher(String.valueOf(equal.value())).matches()
                        && (question instanceof DiskQuestion
                                || question instanceof TookQuestion
                                || Counts.counts(question))
                ? Optional.of(new Why(
                        "the answer is a number, so it is never this", "write a number, or a bound: atLeast(3)"))
                : Optional.empty();
    }

    private static Optional<Why> ofItself(Expectation answer) {
        if (answer instanceof Within within && within.from() != null && within.to() != null) {
            boolean empty = within.from() > within.to();
            return empty ? Optional.of(new Why("nothing is " + answer.show(), "write the lower end first")) : none();
        }
        if (answer instanceof OneOf oneOf && oneOf.values().isEmpty()) {
            return Optional.of(new Why("nothing is one of no values", "name them: oneOf('green', 'yellow')"));
        }
        boolean any = answer instanceof Containing text
                        && text.pattern().matcher("").find()
                || answer instanceof Matching whole
                        && Set.of(".*", "(?s).*").contains(whole.pattern().pattern());
        return any ? Optional.of(new Why("every text is " + answer.show(), "say what it has to hold")) : none();
    }

    private static Optional<Why> none() {
        return Optional.empty();
    }
}
