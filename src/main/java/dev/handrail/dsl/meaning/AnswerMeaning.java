package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.mistake.Span;
import dev.handrail.dsl.tape.Call;
import dev.handrail.dsl.tape.Template;
import dev.handrail.runbook.Expectation;
import dev.handrail.text.SqlText;
import dev.handrail.validate.AnyRow;
import dev.handrail.validate.Certificate;
import dev.handrail.validate.Containing;
import dev.handrail.validate.Cost;
import dev.handrail.validate.Covers;
import dev.handrail.validate.EachRow;
import dev.handrail.validate.Equal;
import dev.handrail.validate.Exit;
import dev.handrail.validate.Field;
import dev.handrail.validate.Matching;
import dev.handrail.validate.NoSequentialScan;
import dev.handrail.validate.NotWorse;
import dev.handrail.validate.OneOf;
import dev.handrail.validate.Percentile;
import dev.handrail.validate.ResponseHeader;
import dev.handrail.validate.Rows;
import dev.handrail.validate.Share;
import dev.handrail.validate.Status;
import dev.handrail.validate.Unchanged;
import dev.handrail.validate.Used;
import dev.handrail.validate.UsesIndex;
import dev.handrail.validate.Valid;
import dev.handrail.validate.YoungerThan;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The answers that {@code expect} and {@code warn} name. */
final class AnswerMeaning {
    private static final Pattern FROM_NOW = Pattern.compile("\\+\\d{1,6}(s|m|h|d)");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,6}(?:\\.\\d+)?)\\s*%");

    private static final Pattern COMPARED = Pattern.compile("\\s*(>=|<=|==|=|>|<)\\s*(-?\\d+(?:\\.\\d+)?)\\s*");
    private static final Map<String, String> WORDS =
            Map.of(">", "above", ">=", "atLeast", "<", "below", "<=", "atMost");

    private final Reading reading;
    private final Scope scope;

    AnswerMeaning(Reading reading, Scope scope) {
        this.reading = reading;
        this.scope = scope;
    }

    /** What one {@code expect} or {@code warn} says. */
    Expectation of(Call said) {
        Object value = said.argument(0);
        if (value instanceof Call answer) {
            return answer(answer);
        }
        refuseComparison(said, value);
        return new Equal(value instanceof Template ? Args.plain(reading, said, 0) : value);
    }

    /** {@code expect '> 3'} would wait for just this text. */
    private void refuseComparison(Call said, @Nullable Object value) {
        if (!(value instanceof CharSequence text)) {
            return;
        }
        Matcher written = COMPARED.matcher(text);
        if (written.matches()) {
            String word = WORDS.get(written.group(1));
            reading.mistake(
                    Code.POINTLESS,
                    "'" + value + "' is compared as a text, sign by sign",
                    said.site().argument(0),
                    "write: " + said.word() + " "
                            + (word == null ? written.group(2) : word + "(" + written.group(2) + ")"));
        }
    }

    private Expectation answer(Call answer) {
        return switch (answer.word()) {
            case "none" -> new Rows(false);
            case "some" -> new Rows(true);
            case "valid" -> new Valid();
            case "unchanged" -> new Unchanged(sinceRun(answer));
            case "status" -> new Status(Args.whole(reading, answer, 0, 100, 599));
            case "exit" -> new Exit(Args.whole(reading, answer, 0, 0, 255));
            case "oneOf" ->
                new OneOf(
                        answer.arguments().stream().map(v -> scalar(answer, v)).toList());
            case "matching" -> new Matching((Pattern) Objects.requireNonNull(answer.argument(0)));
            case "covers" -> covers(answer);
            case "usesIndex" -> new UsesIndex(Args.plain(reading, answer, 0));
            case "containing" -> containing(answer);
            case "eachRow" -> new EachRow(Args.plain(reading, answer, 0), part(answer));
            case "anyRow" -> new AnyRow(Args.plain(reading, answer, 0), part(answer));
            case "field" -> new Field(Args.plain(reading, answer, 0), part(answer));
            case "responseHeader" -> new ResponseHeader(Args.plain(reading, answer, 0), part(answer));
            case "certificate" -> new Certificate(within(answer, "'14d'"));
            case "cost" -> new Cost(within(answer, "1000"));
            case "used" -> new Used();
            case "noSequentialScan" ->
                new NoSequentialScan((long) Args.number(answer.named().get("over")));
            case "youngerThan" -> new YoungerThan(Args.duration(reading, answer, 0));
            case "notWorse" -> new NotWorse(share(answer));
            case "p50", "p90", "p95", "p99" -> percentile(answer);
            default -> bound(answer);
        };
    }

    private Object scalar(Call answer, @Nullable Object value) {
        return value instanceof Template
                ? Args.plain(reading, value, answer.site().word(), answer.word())
                : String.valueOf(value).equals("null") ? "null" : Objects.requireNonNull(value);
    }

    /** The second argument: a value, or an answer of its own. */
    private Expectation part(Call answer) {
        Object value = answer.argument(1);
        return value instanceof Call own ? answer(own) : new Equal(scalar(answer, value));
    }

    private Expectation containing(Call answer) {
        if (answer.argument(0) instanceof Pattern pattern) {
            return new Containing(pattern, pattern.pattern());
        }
        String text = Args.plain(reading, answer, 0);
        return new Containing(Pattern.compile(Pattern.quote(text)), text);
    }

    private Expectation within(Call answer, String example) {
        if (isBound(answer.argument(0))) {
            return Bounds.of(reading, (Call) answer.argument(0));
        }
        return noBound(answer, answer.word() + "(atLeast(" + example + "))");
    }

    private static boolean isBound(@Nullable Object value) {
        return value instanceof Call bound && Bounds.knows(bound.word()) && !(bound.argument(0) instanceof Call);
    }

    private Expectation noBound(Call answer, String example) {
        reading.mistake(
                Code.WRONG_TYPE,
                "'" + answer.word() + "' takes a bound",
                answer.site().argument(0),
                "write: " + example);
        return new Rows(true);
    }

    private Expectation bound(Call answer) {
        if (answer.argument(0) instanceof Call ratio && ratio.word().equals("ratio")) {
            return share(answer, ratio);
        }
        return Bounds.of(reading, answer);
    }

    private Expectation share(Call answer, Call ratio) {
        Span at = answer.site().word();
        SqlText of =
                SqlMeaning.text(reading, answer.named().get("of"), answer.site().argument("of"));
        return new Share(Args.number(ratio.argument(0)), scope.database(at), of);
    }

    private Expectation percentile(Call answer) {
        int percent = Integer.parseInt(answer.word().substring(1));
        return isBound(answer.argument(0))
                ? new Percentile(percent, Bounds.of(reading, (Call) answer.argument(0)))
                : noBound(answer, answer.word() + "(below('10ms'))");
    }

    private boolean sinceRun(Call answer) {
        Object since = answer.named().get("since");
        if (since != null && !since.equals("run") && !since.equals("step")) {
            reading.mistake(
                    Code.BAD_VALUE,
                    "'since' is 'run' or 'step'",
                    answer.site().argument("since"),
                    "write: unchanged(since: 'run')");
        }
        return "run".equals(since);
    }

    private double share(Call answer) {
        String written = String.valueOf(answer.named().get("by"));
        var share = SHARE.matcher(written);
        if (share.matches()) {
            return Double.parseDouble(share.group(1)) / 100;
        }
        reading.mistake(
                Code.BAD_VALUE,
                "'" + written + "' is no share",
                answer.site().argument("by"),
                "write: notWorse(by: '10%')");
        return 0;
    }

    private Expectation covers(Call answer) {
        String moment = Args.plain(reading, answer, 0);
        if (!FROM_NOW.matcher(moment).matches() && !isDate(moment)) {
            reading.mistake(
                    Code.BAD_VALUE,
                    "'" + moment + "' is no day",
                    answer.site().argument(0),
                    "write a day: covers('2026-12-15'), or a time from now: covers('+2d')");
        }
        return new Covers(moment);
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    List<Expectation> all(List<Call> said) {
        return said.stream().map(this::of).toList();
    }
}
