package dev.handrail.dsl.meaning;

import dev.handrail.dsl.mistake.Code;
import dev.handrail.dsl.tape.Call;
import dev.handrail.problem.Problem;
import dev.handrail.runbook.Check;
import dev.handrail.runbook.Expectation;
import dev.handrail.runbook.Expectation.Baseline;
import dev.handrail.runbook.Question;
import dev.handrail.validate.Equal;
import dev.handrail.validate.SqlQuestion;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks that could tell nothing, because they can only hold, or only fail. */
record Pointless(Reading reading) {
    /** Judged before the moment just before the step. */
    private static final Set<String> EARLY = Set.of("require", "when");

    private static final String LITERAL = "(?:[+-]?[\\d.]+|'[^']*'|true|false|null)(?:\\s+as\\s+\\w+)?";
    private static final Pattern CONSTANT =
            Pattern.compile("select\\s+" + LITERAL + "(?:\\s*,\\s*" + LITERAL + ")*\\s*;?", Pattern.CASE_INSENSITIVE);

    private static final Pattern WHOLE = Pattern.compile("select\\s+\\d+\\s*;?", Pattern.CASE_INSENSITIVE);

    void refuse(Call said, Check check) {
        refuseCount(said, check);
        if (literal(check.question()) && !failsOnPurpose(check)) {
            refuseConstant(said, check.question());
        }
        if (EARLY.contains(said.word())
                && (check.baseline() == Baseline.STEP || check.question().since() == Baseline.STEP)) {
            tell(
                    said,
                    "'" + said.word() + "' is judged before the step, so it can't compare with just before the step",
                    "compare with before the run, e.g. unchanged(since: 'run'), or write it as check");
        }
        unfitting(said, check, check.expects());
        unfitting(said, check, check.warns());
    }

    private void unfitting(Call said, Check check, List<Expectation> answers) {
        for (Expectation answer : answers) {
            Unfitting.why(check.question(), answer).ifPresent(why -> tell(said, why.what(), why.fix()));
        }
    }

    /** Whether a query starts with what may be a constant: most do not, and patterns need not go over them. */
    private static boolean literal(Question question) {
        if (!(question instanceof SqlQuestion sql)) {
            return false;
        }
        String text = text(sql);
        int at = Math.min("select".length(), text.length());
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() && "+-.'0123456789tfnTFN".indexOf(text.charAt(at)) >= 0;
    }

    /** A constant that is another one than expected proves nothing falsely: it stops a run, as an author may want it. */
    private static boolean failsOnPurpose(Check check) {
        return check.question() instanceof SqlQuestion sql
                && check.expects().stream()
                        .anyMatch(answer -> answer instanceof Equal equal
                                && WHOLE.matcher(text(sql)).matches()
                                && !text(sql).replaceAll("\\D", "").equals(String.valueOf(equal.value())));
    }

    private void refuseConstant(Call said, Question question) {
        if (question instanceof SqlQuestion sql && CONSTANT.matcher(text(sql)).matches()) {
            tell(
                    said,
                    "the query reads nothing, so its answer is known before it is asked",
                    "ask about what may change; whether the database answers: sql 'select pg_is_in_recovery()'");
        }
    }

    /** Empty where it is not one query: then that is the mistake. */
    private static String text(SqlQuestion question) {
        try {
            return question.sql().single().sql().strip();
        } catch (Problem several) {
            return "";
        }
    }

    private void refuseCount(Call said, Check check) {
        boolean holds = Counts.holdsAlways(check);
        if (!(holds || Counts.failsAlways(check)) || !Counts.counts(check.question())) {
            return; // the query's text is looked at last: that takes longest
        }
        if (holds) {
            tell(
                    said,
                    "this check can't fail: a count is always one row, and never below 0",
                    "write what it must be: expect 0, or expect atLeast(1)");
        } else {
            tell(
                    said,
                    "this check can't hold: a count is always one row, also where it counts nothing",
                    "write expect 0, or ask for the rows themselves");
        }
    }

    private void tell(Call said, String what, String fix) {
        reading.mistake(Code.POINTLESS, what, said.site().word(), fix);
    }
}
